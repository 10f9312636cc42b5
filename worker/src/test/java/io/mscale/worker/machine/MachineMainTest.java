package io.mscale.worker.machine;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.mscale.api.Precision;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.MachinePeak;
import io.mscale.worker.WorkerProcess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MachineMainTest {

    private static final List<String> WITH_VECTORS = List.of("--add-modules", "jdk.incubator.vector");

    @TempDir
    private Path folder = Path.of("");

    private String json(List<String> options, int threads, Precision... precisions)
            throws IOException, InterruptedException {
        Path answer = folder.resolve("peak.json");
        List<String> all = new ArrayList<>(List.of("-Xbatch", "-Xmx1g"));
        all.addAll(options);
        Path log = folder.resolve("log");
        List<String> arguments = new ArrayList<>(List.of(Integer.toString(threads), answer.toString()));
        Stream.of(precisions).map(Precision::id).forEach(arguments::add);
        try (WorkerProcess process = new WorkerProcess(all, MachineMain.class, log, arguments.toArray(String[]::new))) {
            assertThat(process.exitCode()).as(Files.readString(log)).isZero();
        }
        return Files.readString(answer);
    }

    private MachinePeak measure(List<String> options, int threads) throws IOException, InterruptedException {
        return RecordJson.parse(json(options, threads, Precision.values()), MachinePeak.class);
    }

    /** As the JVM itself sees it. */
    private static void assumeFusedMultiplyAdds() {
        HotSpotDiagnosticMXBean jvm = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        assumeTrue(jvm.getVMOption("UseFMA").getValue().equals("true"), "no fused multiply-adds on this processor");
    }

    @Test
    void main_withTheVectorModule_measuresEverything() throws IOException, InterruptedException {
        assumeFusedMultiplyAdds();

        MachinePeak peak = measure(WITH_VECTORS, 2);

        assertThat(peak.peakGflops32()).isPositive().isFinite();
        assertThat(peak.peakGflops64()).isPositive().isFinite();
        assertThat(peak.copyGigabytesPerSecond()).isPositive().isFinite();
        assertThat(peak.vectorBits()).isBetween(64, 2048);
        assertThat(peak.threads()).isEqualTo(2);
    }

    @Test
    void main_onePrecision_measuresNoOther() throws IOException, InterruptedException {
        assumeFusedMultiplyAdds();

        MachinePeak peak = RecordJson.parse(json(WITH_VECTORS, 1, Precision.FLOAT64), MachinePeak.class);

        assertThat(peak.peakGflops32()).isNull();
        assertThat(peak.peakGflops64()).isPositive();
        assertThat(peak.vectorBits()).isPositive();
    }

    /** A vector holds twice as many. One thread only: on a busy machine several may never run at once. */
    @Test
    void main_float32_isFasterThanFloat64() throws IOException, InterruptedException {
        assumeFusedMultiplyAdds();

        MachinePeak peak = measure(WITH_VECTORS, 1);

        assertThat(peak.peakGflops32()).isGreaterThan(1.2 * requireNonNull(peak.peakGflops64()));
    }

    @Test
    void main_withoutTheVectorModule_copiesOnlyAndWritesNulls() throws IOException, InterruptedException {
        String json = json(List.of(), 1, Precision.values());

        MachinePeak peak = RecordJson.parse(json, MachinePeak.class);
        assertThat(peak.copyGigabytesPerSecond()).isPositive().isFinite();
        assertThat(peak)
                .isEqualTo(new MachinePeak(
                        null,
                        null,
                        peak.copyGigabytesPerSecond(),
                        peak.copyArrayBytes(),
                        peak.copyArrayBytesWanted(),
                        null,
                        1));
        assertThat(json).contains("\"peakGflops32\":null", "\"peakGflops64\":null", "\"vectorBits\":null");
    }

    @Test
    void main_kernelsThatNeverBecomeMachineCode_haveNoPeak() throws IOException, InterruptedException {
        MachinePeak peak = measure(List.of("-Xint", WITH_VECTORS.get(0), WITH_VECTORS.get(1)), 1);

        assertThat(peak.peakGflops32()).isNull();
        assertThat(peak.peakGflops64()).isNull();
        assertThat(peak.copyGigabytesPerSecond()).isPositive();
    }

    @Test
    void main_processorWithoutFusedMultiplyAdds_hasNoPeak() throws IOException, InterruptedException {
        MachinePeak peak = measure(List.of("-XX:-UseFMA", WITH_VECTORS.get(0), WITH_VECTORS.get(1)), 1);

        assertThat(peak.peakGflops32()).isNull();
        assertThat(peak.peakGflops64()).isNull();
        assertThat(peak.copyGigabytesPerSecond()).isPositive();
    }

    @Test
    void main_heapThatFitsIntoTheCaches_hasNoCopyRate() throws IOException, InterruptedException {
        MachinePeak peak = measure(List.of("-Xmx64m"), 1);

        assertThat(peak).isEqualTo(MachinePeak.notMeasured(1));
    }

    /** As a virtual machine is told of the caches of its host, or of none. */
    @ParameterizedTest
    @CsvSource({"16K, 512", "16K, 1024", "491520K, 512", "491520K, 1024", "none, 512", "none, 1024"})
    void main_anyCacheInASmallHeap_hasACopyRateAndTellsOfTheArrays(String cache, int heapMib)
            throws IOException, InterruptedException {
        Path processors = Files.createDirectory(folder.resolve("processors"));
        if (!cache.equals("none")) {
            Path described = Files.createDirectories(processors.resolve("cpu0/cache/index3"));
            Files.writeString(described.resolve("level"), "3\n");
            Files.writeString(described.resolve("type"), "Unified\n");
            Files.writeString(described.resolve("shared_cpu_list"), "0-3\n");
            Files.writeString(described.resolve("size"), cache + "\n");
        }

        MachinePeak peak =
                measure(List.of("-Xmx" + heapMib + "m", "-D" + MachineMain.PROCESSORS + "=" + processors), 2);

        assertThat(peak.copyGigabytesPerSecond()).isPositive().isFinite();
        assertThat(peak.copyArrayBytesWanted()).isEqualTo((cache.equals("491520K") ? 1920L : 256L) << 20);
        assertThat(peak.copyArrayBytes()).isBetween(128L << 20, (long) heapMib << 19);
    }
}
