package io.mscale.harness.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What a run says of its GPU, on any machine: the backend template pretends to be {@code cuda}, and a script to be
 * {@code nvidia-smi}.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "there is no env(1) and no script without an ending")
@TestInstance(Lifecycle.PER_CLASS)
class GpuIT {

    private static final Path TEMPLATE =
            Path.of(System.getProperty("basedir", "")).resolve("../examples/backend-template");

    private static final String CELL = "cuda-gpu1-fit1d-multi-r1";

    /** Stands in the backend: what it says of the device, and what the worker's environment is. */
    private static final String PROBE = """
            String java = System.getenv("CUDA_DEVICE_ORDER") + " " + System.getenv("CUDA_VISIBLE_DEVICES");
            """;

    private static final String PEAK = """
            @Override
            public java.util.Optional<io.mscale.api.DevicePeak> measurePeak(Device device) {
                return java.util.Optional.of(new io.mscale.api.DevicePeak(100.0 + device.index(), null, 2000.0));
            }

            @Override
            public MscaleModel create(""";

    private static final String MEMORY = """
            @Override
            public java.util.OptionalLong peakDeviceBytes() {
                return java.util.OptionalLong.of(123_000_000L);
            }

            @Override
            protected void release(""";

    @SuppressWarnings("NullAway.Init")
    private DistributionCopy distribution;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @BeforeAll
    void pretend(@TempDir Path root) throws IOException {
        distribution = DistributionCopy.in(root.resolve("distribution"));
        Path cuda = distribution.backend("cuda");
        if (Files.exists(cuda)) {
            try (Stream<Path> walk = Files.walk(cuda)) {
                for (Path path : walk.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        PluginJar.ofProject(cuda, TEMPLATE, text -> text.replace("return \"plain\";", "return \"cuda\";")
                .replace("Capabilities.on(Device.Kind.CPU)", "Capabilities.on(Device.Kind.GPU)")
                .replace("device.kind() != Device.Kind.CPU", "device.kind() == Device.Kind.CPU")
                .replace("String java = System.getProperty(\"java.version\");", PROBE)
                .replace("@Override\n    public MscaleModel create(", PEAK)
                .replace("@Override\n    protected void release(", MEMORY));
    }

    private RunOnDisk run() {
        return new RunOnDisk(folder.resolve("run"));
    }

    /** An nvidia-smi that lists two GPUs of another kind, and one with this name and driver in front of them. */
    private void layGpu(String name, String driver) throws IOException {
        laySmi("""
                echo '0, %s, 81559, %s, 9.0, GPU-00000000-d72c-4106-c12f-20bd9faed9f6'
                echo '1, Tesla T4, 15360, %s, 7.5, GPU-11111111-d72c-4106-c12f-20bd9faed9f6'
                echo '2, Tesla T4, 15360, %s, 7.5, GPU-22222222-d72c-4106-c12f-20bd9faed9f6'
                """.formatted(name, driver, driver, driver));
    }

    private void laySmi(String script) throws IOException {
        Path file = Files.createDirectories(folder.resolve("bin")).resolve("nvidia-smi");
        Files.writeString(file, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    /** The program in a shell that shows the last GPU and the first, in that order, and would number them by speed. */
    private Invocation program(String... arguments) throws IOException, InterruptedException {
        Map<String, String> shell = new HashMap<>(Map.of(
                "PATH",
                folder.resolve("bin") + File.pathSeparator + System.getenv("PATH"),
                "CUDA_VISIBLE_DEVICES",
                "2,0",
                "CUDA_DEVICE_ORDER",
                "FASTEST_FIRST"));
        return distribution.run(folder, shell, arguments);
    }

    /** A small run that names no backend. */
    private List<String> withoutBackend(String... more) {
        List<String> arguments = new ArrayList<>(List.of(SmallRun.tiny(run().folder(), "--variant", "multi")));
        int backend = arguments.indexOf("--backend");
        arguments.subList(backend, backend + 2).clear();
        arguments.addAll(List.of(more));
        return arguments;
    }

    private Invocation train(String... more) throws IOException, InterruptedException {
        return program(withoutBackend(more).toArray(String[]::new));
    }

    @Test
    void run_onAGpu_recordsWhichItWasItsPeakAndItsMemory() throws IOException, InterruptedException {
        layGpu("NVIDIA H100 <80GB>", "550.54.15");

        Invocation invocation = train("--device", "gpu:1");

        assertThat(invocation.exitCode())
                .as(invocation.stdout() + invocation.stderr())
                .isZero();
        JsonNode environment = run().run().path("environment");
        JsonNode gpu = environment.path("gpu");
        assertThat(gpu.path("index").asInt(-1)).isZero();
        assertThat(gpu.path("name").asText()).isEqualTo("NVIDIA H100 <80GB>");
        assertThat(gpu.path("memoryBytes").asLong()).isEqualTo(81559L << 20);
        assertThat(gpu.path("driverVersion").asText()).isEqualTo("550.54.15");
        assertThat(gpu.path("computeCapability").asText()).isEqualTo("9.0");
        assertThat(gpu.path("uuidDigest").asText()).matches("[0-9a-f]{16}");
        JsonNode peak = environment.path("gpuPeak");
        assertThat(peak.path("device").asText()).isEqualTo("gpu:1");
        assertThat(peak.path("backend").asText()).isEqualTo("cuda");
        assertThat(peak.path("peakGflops32").asDouble()).isEqualTo(101);
        assertThat(peak.path("peakGflops64").isNull()).isTrue();
        assertThat(peak.path("copyBytesPerSecond").asDouble()).isEqualTo(2e12);
        assertThat(environment.path("peakGflops").isNull())
                .as("the processor's")
                .isTrue();
        JsonNode cell = run().cells().get(0);
        assertThat(cell.path("id").asText()).isEqualTo(CELL);
        assertThat(cell.path("library").path("version").asText())
                .as("the worker's environment")
                .isEqualTo("PCI_BUS_ID 2,0");
        assertThat(cell.path("measurement").path("peakGflops").asDouble()).isEqualTo(101);
        JsonNode timing = cell.path("timing");
        assertThat(timing.path("peakFraction").asDouble())
                .isCloseTo(timing.path("gflops").asDouble() / 101, within(1e-12));
        assertThat(cell.path("memory").path("peakDeviceBytes").asLong()).isEqualTo(123_000_000);
        assertThat(environment.path("clearedVariables").toString()).contains("CUDA_DEVICE_ORDER");
        assertThat(invocation.stdout()).contains("NVIDIA H100 <80GB>", "on device", "123 MB");
        assertThat(Files.readString(run().folder().resolve("report.html")))
                .contains("NVIDIA H100 &lt;80GB&gt;, 80 GiB, compute capability 9.0, driver 550.54.15", "101 GFLOP/s")
                .doesNotContain("<80GB>");
        assertThat(Files.readString(run().folder().resolve("summary.csv"))).contains("peakDeviceBytes,", ",123000000,");
        try (Stream<Path> files = Files.walk(run().folder())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(Files.readString(file, StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain("GPU-0000");
            }
        }
    }

    /** In float64 there is no peak of this one: the cell must not be held against the other's, nor the processor's. */
    @Test
    void run_inAPrecisionWithoutAPeak_hasNoShareOfOne() throws IOException, InterruptedException {
        layGpu("NVIDIA H100", "550.54.15");

        train("--device", "gpu", "--precision", "float64", "--backend", "djl,nd4j");

        assertThat(run().run()
                        .path("environment")
                        .path("gpuPeak")
                        .path("peakGflops32")
                        .asDouble())
                .isEqualTo(100);
        for (JsonNode cell : run().cells()) {
            assertThat(cell.path("measurement").path("peakGflops").isNull()).isTrue();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "exec sleep 600                                               | nvidia-smi did not end within 5 s",
                "echo 'Field \"compute_cap\" is not a valid field'; exit 2    | nvidia-smi says \"Field \"compute_cap\"",
            })
    void run_driverThatCannotBeAsked_goesOnAndDoctorSaysWhy(String script, String problem)
            throws IOException, InterruptedException {
        laySmi(script);

        assertThat(train("--device", "gpu:1").exitCode()).isZero();

        assertThat(run().run().path("environment").path("gpu").isNull()).isTrue();
        assertThat(run().run()
                        .path("environment")
                        .path("gpuPeak")
                        .path("peakGflops32")
                        .asDouble())
                .isEqualTo(101);
        assertThat(program("doctor").outputLines())
                .anyMatch(line -> line.startsWith("gpu          nothing known: " + problem));
    }

    @Test
    void ab_onAGpu_recordsItOnBothSides() throws IOException, InterruptedException {
        layGpu("NVIDIA H100", "550.54.15");
        String home = distribution.home().toString();
        List<String> arguments = new ArrayList<>(List.of("ab", "--a", home, "--b", home, "--no-confirm"));
        arguments.addAll(withoutBackend("--device", "gpu:1", "--repeats", "1"));

        Invocation invocation = program(arguments.toArray(String[]::new));

        for (String side : List.of("a", "b")) {
            RunOnDisk measured = new RunOnDisk(run().folder().resolve(side));
            JsonNode environment = measured.run().path("environment");
            assertThat(environment.path("gpu").path("name").asText())
                    .as(invocation.stderr())
                    .isEqualTo("NVIDIA H100");
            assertThat(environment.path("gpuPeak").path("peakGflops32").asDouble())
                    .isEqualTo(101);
            assertThat(measured.cells()
                            .get(0)
                            .path("measurement")
                            .path("peakGflops")
                            .asDouble())
                    .isEqualTo(101);
        }
    }

    @Test
    void doctor_tellsTheGpusThatWorkersSeeAndTheirPeak() throws IOException, InterruptedException {
        layGpu("NVIDIA H100", "550.54.15");

        Invocation doctor = program("doctor");

        assertThat(doctor.outputLines())
                .contains(
                        "gpu          Tesla T4, 15 GiB, compute capability 7.5, driver 550.54.15",
                        "gpu:1        NVIDIA H100, 80 GiB, compute capability 9.0, driver 550.54.15",
                        "peak gpu     100 GFLOP/s float32, copies at 2000 GB/s, measured by cuda")
                .anyMatch(line -> line.startsWith("cuda gpu     ok: "));
    }

    @Test
    void resume_onAnotherGpuOrDriver_isRefused() throws IOException, InterruptedException {
        layGpu("NVIDIA H100", "550.54.15");
        assertThat(train("--device", "gpu:1", "--repeats", "2").exitCode()).isZero();
        Files.delete(run().cellFile(CELL, "cell.json"));

        for (List<String> other : List.of(List.of("NVIDIA H200", "550.54.15"), List.of("NVIDIA H100", "570.86.15"))) {
            layGpu(other.get(0), other.get(1));
            Invocation refused = program("--resume", run().folder().toString());

            assertThat(refused.exitCode()).isEqualTo(2);
            assertThat(refused.stderr())
                    .contains(
                            "--resume: the run was made on another machine or Java runtime: its graphics processor was"
                                    + " 'NVIDIA H100, 80 GiB, compute capability 9.0, driver 550.54.15', here it is '"
                                    + other.get(0));
        }

        layGpu("NVIDIA H100", "550.54.15");
        Invocation resumed = program("--resume", run().folder().toString());
        assertThat(resumed.exitCode()).as(resumed.stderr()).isZero();
        assertThat(run().statuses()).containsExactly("ok", "ok");
        assertThat(run().run().path("environment").path("gpu").path("name").asText())
                .isEqualTo("NVIDIA H100");
    }

    @Test
    void compare_runsOnUnlikeGpus_areRefused() throws IOException, InterruptedException {
        layGpu("NVIDIA H100", "550.54.15");
        assertThat(train("--device", "gpu:1").exitCode()).isZero();
        Path first = Files.move(run().folder(), folder.resolve("first"));
        layGpu("NVIDIA H200", "550.54.15");
        assertThat(train("--device", "gpu:1").exitCode()).isZero();

        Invocation compare = program("compare", first.toString(), run().folder().toString());

        assertThat(compare.exitCode()).isNotZero();
        assertThat(compare.stdout() + compare.stderr())
                .contains("graphics processor ('NVIDIA H100, 80 GiB", "' / 'NVIDIA H200, 80 GiB");
    }
}
