package io.mscale.backend.cuda;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The driver that tests run on: {@code src/test/cpp/driver.cpp}, which computes on the processor what the kernels say. It is
 * compiled once for the test run, by g++; without g++ the tests that need it are skipped.
 */
final class EmulatedDriver {

    /** The functions that only tests call. */
    interface Controls extends Library {

        /** Draws other orders of blocks and warps. */
        void emulator_shuffle(int seed);

        /** Multiprocessors and memory of the device. */
        void emulator_device(int processors, long bytes);

        /** Lets a function fail, after some calls that succeed. */
        void emulator_fail(String function, int result, int calls);

        /** Bytes that are allocated. */
        long emulator_memory_used();
    }

    private static final Path LIBRARY = Path.of("target", "emulator", "libcuda-emulated.so");
    private static final List<String> COMPILER =
            List.of("g++", "-std=c++17", "-O2", "-U_FORTIFY_SOURCE", "-fPIC", "-shared", "-Wno-unknown-pragmas", "-o");

    private static boolean installed;

    private EmulatedDriver() {}

    /** Lets the backend find it in the driver's place. */
    static synchronized Controls install() {
        if (!installed) {
            assumeTrue(isCompiled(), "g++ is missing: the kernels cannot be run on the processor");
            System.setProperty(Driver.LIBRARY_PROPERTY, LIBRARY.toAbsolutePath().toString());
            installed = true;
        }
        return Native.load(LIBRARY.toAbsolutePath().toString(), Controls.class);
    }

    private static boolean isCompiled() {
        try {
            Files.createDirectories(LIBRARY.getParent());
            Process version = new ProcessBuilder("g++", "--version")
                    .redirectErrorStream(true)
                    .start();
            version.getInputStream().readAllBytes();
            version.waitFor();
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        compile();
        return true;
    }

    private static void compile() {
        try {
            List<String> command = new java.util.ArrayList<>(COMPILER);
            command.add(LIBRARY.toString());
            command.add(Path.of("src", "test", "cpp", "driver.cpp").toString());
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output =
                    new String(process.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("the emulated driver does not compile:\n" + output);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
