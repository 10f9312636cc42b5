package io.mscale.backend.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The driver that tests run on: {@code src/test/cpp/driver.cpp}, which computes on the processor what the kernels say. g++
 * compiles it once for the test run; without g++ the tests that need it are skipped.
 */
final class EmulatedDriver {

    /** The functions that only tests call. */
    interface Controls extends Library {

        /** Draws other orders of blocks and warps. */
        void emulator_shuffle(int seed);

        /** Multiprocessors and memory of the device. */
        void emulator_device(int processors, long bytes);

        /** The version of CUDA that the driver knows. */
        void emulator_version(int version);

        /** Lets a function fail, after some calls that succeed; the empty name heals all. */
        void emulator_fail(String function, int result, int calls);

        /** Bytes that are allocated. */
        long emulator_memory_used();
    }

    /** The harness's tests look for it there. */
    static final Path LIBRARY =
            Path.of("target", "emulator", "libcuda-emulated.so").toAbsolutePath();

    private static final Path SOURCE = Path.of("src", "test", "cpp", "driver.cpp");

    private static boolean compiled;

    private EmulatedDriver() {}

    /** Lets the backend find it in the driver's place. */
    static synchronized Controls install() {
        if (!compiled) {
            compile();
            compiled = true;
            System.setProperty(Driver.LIBRARY_PROPERTY, LIBRARY.toString());
        }
        return Native.load(LIBRARY.toString(), Controls.class);
    }

    private static void compile() {
        boolean linux = System.getProperty("os.name").equals("Linux");
        assumeTrue(linux && hasCompiler(), "the kernels can be run on the processor only on Linux, with g++");
        try {
            Files.createDirectories(LIBRARY.getParent());
            Process process = new ProcessBuilder(List.of(
                            "g++",
                            "-std=c++17",
                            "-O2",
                            "-U_FORTIFY_SOURCE",
                            "-fPIC",
                            "-shared",
                            "-Wno-unknown-pragmas",
                            "-o",
                            LIBRARY.toString(),
                            SOURCE.toString()))
                    .inheritIO()
                    .start();
            if (process.waitFor() != 0) {
                throw new IllegalStateException("the emulated driver does not compile");
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean hasCompiler() {
        return List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "g++")));
    }
}
