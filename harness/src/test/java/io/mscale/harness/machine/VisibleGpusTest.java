package io.mscale.harness.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Device;
import io.mscale.record.run.Gpu;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs named nvidia-smi of which each answers in its own way. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class VisibleGpusTest {

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final String FOUR = """
            0, NVIDIA H100 80GB HBM3, 81559, 550.54.15, 9.0, GPU-8932f937-d72c-4106-c12f-20bd9faed9f6
            1, NVIDIA H100 80GB HBM3, 81559, 550.54.15, 9.0, GPU-8932aaaa-d72c-4106-c12f-20bd9faed9f6
            2, Tesla T4, 15360, 550.54.15, 7.5, GPU-11111111-d72c-4106-c12f-20bd9faed9f6
            3, NVIDIA GB10, [N/A], [N/A], [Not Supported], [Unknown Error]""";

    private static final Map<String, String> BY_BUS = Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID");

    @TempDir
    private Path folder = Path.of("");

    private NvidiaSmi thatRuns(String script, Duration patience) throws IOException {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        return new NvidiaSmi(file.toString(), patience);
    }

    private VisibleGpus ask(String script, Duration patience) throws IOException {
        return VisibleGpus.find(thatRuns(script, patience), BY_BUS);
    }

    private VisibleGpus ask(String script) throws IOException {
        return ask(script, PATIENCE);
    }

    private VisibleGpus listed(Map<String, String> environment) throws IOException {
        return VisibleGpus.find(thatRuns("cat <<'END'\n" + FOUR + "\nEND", PATIENCE), environment);
    }

    private static List<Integer> indices(VisibleGpus gpus) {
        return gpus.gpus().stream().map(Gpu::index).toList();
    }

    @Test
    void find_answer_isReadWithoutTheUuid() throws IOException {
        VisibleGpus found = listed(BY_BUS);

        assertThat(found.problem()).isEmpty();
        assertThat(found.gpus())
                .hasSize(4)
                .startsWith(new Gpu(
                        0,
                        "NVIDIA H100 80GB HBM3",
                        81559L << 20,
                        "550.54.15",
                        "9.0",
                        // printf GPU-8932f937-d72c-4106-c12f-20bd9faed9f6 | sha256sum
                        "438d39801c79a54c"))
                .endsWith(new Gpu(3, "NVIDIA GB10", null, null, null, null));
        assertThat(found.toString()).doesNotContain("GPU-8932", "8932f937");
    }

    @Test
    void find_program_isAskedForWhatIsRecorded() throws IOException {
        ask("echo \"$@\" > \"$0.arguments\"");

        assertThat(folder.resolve("nvidia-smi.arguments"))
                .content()
                .isEqualTo("--query-gpu=index,name,memory.total,driver_version,compute_cap,uuid"
                        + " --format=csv,noheader,nounits\n");
    }

    @Test
    void at_device_isTheOneThatWorkersCallSo() throws IOException {
        VisibleGpus found = listed(Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES", "2,0"));

        assertThat(found.at(Device.parse("gpu"))).map(Gpu::name).hasValue("Tesla T4");
        assertThat(found.at(Device.parse("gpu:1"))).map(Gpu::index).hasValue(0);
        assertThat(found.at(Device.parse("gpu:2"))).isEmpty();
        assertThat(found.at(Device.CPU)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0                            | 0",
                "3,1                          | 3 1",
                "' 2 , 0 '                    | 2 0",
                "0,2,-1,1                     | 0 2",
                "0,4,1                        | 0",
                "1,,0                         | 1",
                "GPU-11111111                 | 2",
                "GPU-8932f,1                  | 0 1",
                "GPU-8932a,GPU-1,0            | 1 2 0",
            })
    void find_visibleDevices_areThoseBeforeTheFirstThatNamesNone(String variable, String expected) throws IOException {
        VisibleGpus found = listed(Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES", variable));

        assertThat(indices(found)).hasToString("[" + expected.replace(" ", ", ") + "]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "-1",
                "4",
                "NoDevFiles",
                "GPU-8932",
                "GPU-9",
                "8932f937",
                "1,1",
                "0,GPU-8932f",
                "99999999999",
                "MIG-8932f937-d72c-4106-c12f-20bd9faed9f6"
            })
    void find_visibleDevicesThatNameNone_areTold(String variable) throws IOException {
        VisibleGpus found = listed(Map.of("CUDA_DEVICE_ORDER", "PCI_BUS_ID", "CUDA_VISIBLE_DEVICES", variable));

        assertThat(found)
                .isEqualTo(new VisibleGpus(
                        List.of(),
                        "CUDA_VISIBLE_DEVICES='" + variable + "' names none of the 4 that nvidia-smi lists"));
    }

    @Test
    void find_orderThatTheUserWants_leavesNumbersWithoutAMeaning() throws IOException {
        assertThat(listed(Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST")))
                .isEqualTo(
                        new VisibleGpus(
                                List.of(),
                                "workers have CUDA_DEVICE_ORDER=FASTEST_FIRST, so that a number does not tell which of 4 it is"));
    }

    @Test
    void find_oneGpu_isTheFirstInAnyOrder() throws IOException {
        VisibleGpus found = VisibleGpus.find(
                thatRuns("echo '" + FOUR.lines().findFirst().orElseThrow() + "'", PATIENCE),
                Map.of("CUDA_DEVICE_ORDER", "FASTEST_FIRST"));

        assertThat(indices(found)).containsExactly(0);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exit 0                                              | nvidia-smi says \"nothing\"",
                "echo 'No devices were found'                        | nvidia-smi says \"No devices were found\"",
                "echo 'Field \"compute_cap\" is not a valid field to query.'; exit 2"
                        + " | nvidia-smi says \"Field \"compute_cap\" is not a valid field to query.\"",
                "echo 'NVIDIA-SMI has failed' >&2; exit 9            | nvidia-smi says \"NVIDIA-SMI has failed\"",
                "echo '0, A GPU, 1, 2, 3.0, GPU-1'; kill -9 $$       | nvidia-smi says \"0, A GPU, 1, 2, 3.0, GPU-1\"",
                "echo '0, A GPU, 1, 2, 3.0'                          | nvidia-smi says \"0, A GPU, 1, 2, 3.0\"",
                "echo '99999, A GPU, 1, 2, 3.0, GPU-1'               | nvidia-smi says \"99999, A GPU, 1, 2, 3.0, GPU-1\"",
            })
    void find_answerThatIsNone_isTold(String script, String problem) throws IOException {
        assertThat(ask(script)).isEqualTo(new VisibleGpus(List.of(), problem));
    }

    @Test
    void find_warningsAndHalfRows_costNothingElse() throws IOException {
        VisibleGpus found = ask("""
                echo 'WARNING: infoROM is corrupted at gpu 0000:00:1E.0'
                echo '0, A\u0007GPU, 1, 2, 3.0, GPU-0'
                echo '1, A GPU, 0, rm -rf, sm_90, <b>'
                printf '2, cut'""");

        assertThat(found.gpus()).containsExactly(new Gpu(1, "A GPU", null, null, null, null));
    }

    @Test
    void find_bytes_areNoFault() throws IOException {
        assertThat(ask("head -c 100000 /dev/urandom").problem())
                .startsWith("nvidia-smi says \"")
                .hasSizeLessThan(250);
    }

    @Test
    void find_missing_isTold() {
        NvidiaSmi missing = new NvidiaSmi(folder.resolve("nvidia-smi").toString(), PATIENCE);

        assertThat(VisibleGpus.find(missing, BY_BUS))
                .isEqualTo(new VisibleGpus(List.of(), "nvidia-smi cannot be run: No such file or directory"));
    }

    @Test
    void find_fileThatIsNoProgram_isTold() throws IOException {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), FOUR);

        assertThat(VisibleGpus.find(new NvidiaSmi(file.toString(), PATIENCE), BY_BUS)
                        .problem())
                .isEqualTo("nvidia-smi cannot be run: Permission denied");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sleep 600 & echo $! > \"$0.pid\"; wait",
                "echo '0, A GPU, 1, 2, 3.0, GPU-1'; exec sleep 600",
                "exec yes '0, A GPU, 1, 2, 3.0, GPU-1'",
                "trap '' TERM; while :; do sleep 1; done"
            })
    void find_doesNotEnd_isGivenUpAndItsChildWithIt(String script) throws IOException, InterruptedException {
        assertThat(ask(script, Duration.ofSeconds(1)))
                .isEqualTo(new VisibleGpus(List.of(), "nvidia-smi did not end within 1 s"));

        Path pid = folder.resolve("nvidia-smi.pid");
        while (Files.exists(pid) && runs(Long.parseLong(Files.readString(pid).strip()))) {
            Thread.sleep(20);
        }
    }

    @Test
    void find_leavesAChildThatKeepsItsOutputOpen_answersAllTheSame() throws IOException {
        VisibleGpus found = ask("sleep 600 & echo $! > \"$0.pid\"; echo '0, A GPU, 1, 2, 3.0, GPU-1'");

        ProcessHandle.of(Long.parseLong(
                        Files.readString(folder.resolve("nvidia-smi.pid")).strip()))
                .ifPresent(ProcessHandle::destroyForcibly);
        assertThat(indices(found)).containsExactly(0);
    }

    /** A process that has been killed may stay in the system's list, but has no program any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }
}
