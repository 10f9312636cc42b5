package io.mscale.backend.cuda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The PTX that ships, and what NVIDIA's compiler says of its source. */
class PtxTest {

    private static final Path SOURCES = Path.of("src", "main", "cuda");
    private static final List<String> FILES =
            List.of("activations.h", "device.h", "differential.h", "kernels.cu", "layers.h", "product.h", "tensor.h");

    @ParameterizedTest
    @EnumSource
    void ptx_wasMadeOfThisSource(Arithmetic arithmetic) throws IOException, NoSuchAlgorithmException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        for (String file : FILES) {
            digest.update(Files.readAllBytes(SOURCES.resolve(file)));
        }

        String firstLine = "// made by make-ptx from the source with sha256 "
                + HexFormat.of().formatHex(digest.digest());
        for (String ptx : List.of(arithmetic.ptx(), arithmetic.rowsPtx())) {
            assertThat(ptx.lines().findFirst())
                    .as("the source changed: run src/main/cuda/make-ptx")
                    .hasValue(firstLine);
        }
    }

    /** What decides how old a driver and a GPU may be. */
    @ParameterizedTest
    @EnumSource
    void ptx_isForCuda12AndOldGpus(Arithmetic arithmetic) {
        String target = arithmetic == Arithmetic.TENSOR_CORES ? "sm_80" : "sm_60";

        for (String ptx : List.of(arithmetic.ptx(), arithmetic.rowsPtx())) {
            assertThat(ptx.lines()).contains(".version 8.0", ".target " + target);
        }
    }

    /** To machine code, for one GPU of every generation from Turing on. The compiler comes from its Python wheel. */
    @Test
    void source_compilesForEveryGeneration() throws IOException, InterruptedException {
        assumeTrue(call("--fetch").exitCode() == 0, "NVRTC's Python wheel cannot be installed");

        Result check = call("--check");

        assertThat(check.exitCode()).as(check.output()).isZero();
        assertThat(check.output()).contains("sm_75", "sm_80", "sm_90", "sm_120");
    }

    private record Result(int exitCode, String output) {}

    private static Result call(String option) throws IOException, InterruptedException {
        Process process;
        try {
            process = new ProcessBuilder("python3", SOURCES.resolve("make-ptx").toString(), option)
                    .redirectErrorStream(true)
                    .start();
        } catch (IOException e) {
            return new Result(127, "python3 is missing");
        }
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new Result(process.waitFor(), output);
    }
}
