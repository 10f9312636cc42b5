package io.mscale.record.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.mscale.api.network.Scales;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.KernelRate;
import io.mscale.record.cell.TrainedRound;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.run.MachinePeak;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Disturbances;
import io.mscale.record.sample.Golden;
import io.mscale.record.sample.GpuSamples;
import io.mscale.record.sample.Locales;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordJsonTest {

    @RegisterExtension
    private final Locales locales = new Locales();

    @TempDir
    private Path folder = Path.of("");

    static RunRecord smallRun() {
        return Samples.run(
                Samples.ok("ejml", "multi", 0.001),
                Samples.failed("djl", CellStatus.UNSUPPORTED, "no \"libtorch\" – größer\n\u0007"));
    }

    @Test
    void write_run_readsBackTheSame() throws IOException {
        Path file = folder.resolve("run.json");
        RecordJson.write(file, smallRun());
        assertThat(RecordJson.readRun(file)).isEqualTo(smallRun());
    }

    @Test
    void readRun_ofAVersionThatDidNotMeasureTheMachine_hasNoFiguresOfIt() throws IOException {
        Path file = folder.resolve("run.json");
        List<String> lines = RecordJson.text(smallRun())
                .replaceAll(
                        ",\\s+\"(peakGflops|copyBytesPerSecond|clearedVariables|twin|jmh)\" : [^,}\n]+(?=[,\\s])", "")
                .lines()
                .filter(line -> !line.contains("\"bytesPerStep\"") && !line.contains("\"firstStepSeconds\""))
                .toList();
        Files.write(file, lines);

        RunRecord run = RecordJson.readRun(file);

        assertThat(lines)
                .noneMatch(line -> line.matches(".*(copyBytesPerSecond|peakGflops|clearedVariables|twin|jmh).*"));
        assertThat(run.cells().get(0).measurement().twin()).isFalse();
        assertThat(run.environment().peak().copyBytesPerSecond()).isNull();
        assertThat(run.environment().clearedVariables()).isEmpty();
        assertThat(run.cells().get(0).work().bytesPerStep()).isNull();
        assertThat(run.cells().get(0).measurement().peakGflops()).isNull();
    }

    @Test
    void write_disturbedRun_readsBackTheSame() throws IOException {
        RunRecord run = disturbed();
        RecordJson.write(folder.resolve("run.json"), run);
        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(run);
    }

    static RunRecord disturbed() {
        return Samples.run(
                Samples.withDisturbance(
                        Samples.ok("ejml", "multi", 0.001),
                        Disturbances.complete().of(new Disturbance.Attempts(2, 1))),
                Samples.withCanary(Samples.ok("djl", "multi", 0.001), 24.5, 12));
    }

    @Test
    void write_runOnAGpu_readsBackTheSame() throws IOException {
        RunRecord run = onGpu();
        RecordJson.write(folder.resolve("run.json"), run);
        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(run);
    }

    @Test
    void write_runOnAKnownProcessor_readsBackTheSame() throws IOException {
        RunRecord run = onKnownProcessor();
        RecordJson.write(folder.resolve("run.json"), run);
        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(run);
    }

    @Test
    void readRun_ofAVersionThatKnewOnlyTheProcessorsName_knowsNoMore() throws IOException {
        Path file = folder.resolve("run.json");
        String json = RecordJson.text(onKnownProcessor()).replaceFirst("\"processor\" : \\{[^}]+},\\s+", "");
        Files.writeString(file, json);

        assertThat(json).doesNotContain("\"processor\"");
        assertThat(RecordJson.readRun(file).environment().machine().processor()).isNull();
    }

    static RunRecord onKnownProcessor() {
        return ProcessorSamples.on(smallRun(), ProcessorSamples.PROCESSOR);
    }

    static RunRecord onGpu() {
        return GpuSamples.run(GpuSamples.GPU, GpuSamples.cell("cuda", 3_000_000L));
    }

    @Test
    void readRun_onAGpuOfAVersionThatDidNotAskOfIt_knowsNothingOfIt() throws IOException {
        Path file = folder.resolve("run.json");
        String json = RecordJson.text(onGpu())
                .replaceFirst("\"gpu\" : \\{[^}]+}", "\"gpu\" : null")
                .replaceFirst(",\\s+\"gpuPeak\" : \\{[^}]+}", "")
                .replaceFirst(",\\s+\"peakDeviceBytes\" : \\d+", "");
        Files.writeString(file, json);

        RunRecord run = RecordJson.readRun(file);

        assertThat(json).contains("\"gpu\" : null").doesNotContain("gpuPeak", "peakDeviceBytes");
        assertThat(run.environment().gpu()).isNull();
        assertThat(run.environment().gpuPeak()).isNull();
        assertThat(run.cells().get(0).memory()).isEqualTo(new CellRecord.Memory(312_000_000L, null));
    }

    @Test
    void text_ofAGpu_holdsNoUuid() throws IOException {
        assertThat(RecordJson.text(onGpu())).doesNotContain("GPU-").contains("\"uuidDigest\" : \"");
    }

    @Test
    void write_runOfAStudy_readsBackTheSame() throws IOException {
        RunRecord run = ofStudy("stretch");
        RecordJson.write(folder.resolve("run.json"), run);
        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(run);
    }

    /** With a method that has numbers and one that has none, and errors near and away from kinks. */
    static RunRecord withYardsticks() {
        return Samples.run(Samples.withAccuracy(
                        Samples.ok("ejml", "multi", 0.5),
                        new CellRecord.Accuracy(
                                0.5, 0.5, 0.25, 1.5, List.of(), null, 0.75, 0.25, null, null, null, null)))
                .withYardsticks(
                        List.of(Samples.yardstick(42, 0.015625, null), Samples.yardstick(43, null, "no memory")));
    }

    @Test
    void write_runWithYardsticks_readsBackTheSame() throws IOException {
        RunRecord run = withYardsticks();
        RecordJson.write(folder.resolve("run.json"), run);

        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(run);
        assertThat(run.withCells(List.of())
                        .withTool(new RunRecord.Tool("2", null))
                        .withEnvironment(run.environment())
                        .finishedAt(null)
                        .yardsticks())
                .isEqualTo(run.yardsticks());
    }

    /** With the tangent kernel of one cell. */
    static RunRecord withKernel() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.5);
        return Samples.run(Samples.with(
                Samples.with(cell, "kernel", List.of(new KernelRate(0, null, 3), new KernelRate(23, "[0, 1]", 0.5))),
                "cell.measurement",
                cell.measurement().withKernel()));
    }

    @Test
    void write_runWithTheTangentKernel_readsBackTheSame() throws IOException {
        RecordJson.write(folder.resolve("run.json"), withKernel());

        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(withKernel());
    }

    @Test
    void readRun_ofAVersionWithoutTheTangentKernel_hasNone() throws IOException {
        Path file = folder.resolve("run.json");
        String json = RecordJson.text(smallRun()).replaceAll(",\\s+\"kernel\" : (false|\\[ ])", "");
        Files.writeString(file, json);

        assertThat(json).doesNotContain("kernel");
        assertThat(RecordJson.readRun(file)).isEqualTo(smallRun());
    }

    @Test
    void readRun_ofAVersionWithoutYardsticks_hasNone() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, RecordJson.text(smallRun()).replaceFirst(",\\s+\"yardsticks\" : \\[ \\]", ""));

        assertThat(Files.readString(file)).doesNotContain("yardsticks");
        assertThat(RecordJson.readRun(file)).isEqualTo(smallRun());
    }

    static RunRecord ofStudy(String study) {
        RunRecord run = smallRun();
        return new RunRecord(
                run.schema(),
                run.runId(),
                run.tool(),
                run.startedAt(),
                run.finishedAt(),
                study,
                run.command(),
                run.environment(),
                run.cells());
    }

    @Test
    void with_anyChange_keepsTheStudy() {
        RunRecord run = ofStudy("stretch");

        assertThat(List.of(
                        run.withCells(List.of()),
                        run.withEnvironment(run.environment().withPeak(1.0, MachinePeak.notMeasured(2))),
                        run.withEnvironment(run.environment().withGpu(GpuSamples.GPU, null)),
                        run.withTool(new RunRecord.Tool("2", null)),
                        run.finishedAt(null)))
                .extracting(RunRecord::study)
                .containsOnly("stretch");
    }

    @Test
    void environment_withAnyChange_keepsTheGpu() {
        RunRecord.Environment machine = onGpu().environment();

        assertThat(List.of(
                        machine.withPeak(1.0, MachinePeak.notMeasured(2)), machine.withAlsoCleared(List.of("MKL_A"))))
                .allSatisfy(changed -> {
                    assertThat(changed.gpu()).isEqualTo(GpuSamples.GPU);
                    assertThat(changed.gpuPeak()).isEqualTo(GpuSamples.PEAK);
                });
    }

    @Test
    void readRun_ofAVersionThatDidNotNameTheStudy_hasNone() throws IOException {
        Path file = folder.resolve("run.json");
        Files.writeString(file, RecordJson.text(ofStudy("stretch")).replaceFirst("\\s+\"study\" : \"stretch\",", ""));

        assertThat(file).content().doesNotContain("stretch");
        assertThat(RecordJson.readRun(file)).isEqualTo(smallRun());
    }

    @Test
    void write_unfinishedRun_readsBackTheSame() throws IOException {
        RunRecord running = Samples.run().finishedAt(null);
        RecordJson.write(folder.resolve("run.json"), running);
        assertThat(RecordJson.readRun(folder.resolve("run.json"))).isEqualTo(running);
    }

    @Test
    void write_spec_readsBackTheSame() throws IOException {
        RecordJson.write(folder.resolve("spec.json"), Samples.spec());
        assertThat(RecordJson.readSpec(folder.resolve("spec.json"))).isEqualTo(Samples.spec());
    }

    @ParameterizedTest
    @EnumSource
    void write_cellOfAnyStatus_readsBackTheSame(CellStatus status) throws IOException {
        CellRecord cell = Samples.failed("ejml", status, "because");
        RecordJson.write(folder.resolve("cell.json"), cell);
        assertThat(RecordJson.readCell(folder.resolve("cell.json"))).isEqualTo(cell);
        assertThat(folder.resolve("cell.json")).content().contains("\"status\" : \"" + status + "\"");
    }

    @ParameterizedTest
    @MethodSource("io.mscale.record.sample.Locales#all")
    void text_smallRun_isTheGoldenFile(Locale locale) throws IOException {
        Locale.setDefault(locale);
        Golden.assertSame(RecordJsonTest.class, "run.json", RecordJson.text(smallRun()));
    }

    @Test
    void parse_event_readsWhatIsThere() throws IOException {
        assertThat(RecordJson.parse(
                        "{\"event\":\"ready\",\"wallSeconds\":1.5,\"fromTheFuture\":[1]}", WorkerEvent.class))
                .isEqualTo(new WorkerEvent.Ready(1.5));
    }

    @Test
    void line_round_readsBackTheSame() throws IOException {
        WorkerEvent begun = new WorkerEvent.Round(1.5, new TrainedRound(100, Scales.parse("30,41.5"), 0.125));

        String line = RecordJson.line(begun);

        assertThat(line)
                .isEqualTo("{\"event\":\"round\",\"wallSeconds\":1.5,\"stepsBefore\":100,\"scales\":\"30,41.5\","
                        + "\"factor\":0.125}");
        assertThat(RecordJson.parse(line, WorkerEvent.class)).isEqualTo(begun);
    }

    @Test
    void parse_notAnEvent_throws() {
        assertThatIOException().isThrownBy(() -> RecordJson.parse("{\"event\":\"rea", WorkerEvent.class));
        assertThatIOException().isThrownBy(() -> RecordJson.parse("null", WorkerEvent.class));
        assertThatIOException().isThrownBy(() -> RecordJson.parse("", WorkerEvent.class));
        assertThatIOException()
                .isThrownBy(() -> RecordJson.parse("{\"wallSeconds\":1}", WorkerEvent.class))
                .withMessageContaining("event");
    }

    @Test
    void parse_eventOfALaterVersion_isUnknown() throws IOException {
        assertThat(RecordJson.parse("{\"event\":\"teleported\",\"wallSeconds\":1.5,\"step\":1}", WorkerEvent.class))
                .isEqualTo(new WorkerEvent.Unknown("teleported", 1.5));
    }

    @ParameterizedTest
    @ValueSource(strings = {"steps", "evaluation", "finished", "library", "parity", "warmUp", "kernel", "round"})
    void parse_eventThatLacksItsFields_throws(String event) {
        assertThatIOException()
                .isThrownBy(
                        () -> RecordJson.parse("{\"event\":\"" + event + "\",\"wallSeconds\":3}", WorkerEvent.class))
                .withMessageContaining("missing: ");
    }

    @Test
    void read_fileMissing_isNotCalledDamaged() {
        assertThatExceptionOfType(NoSuchFileException.class)
                .isThrownBy(() -> RecordJson.readRun(folder.resolve("run.json")));
    }
}
