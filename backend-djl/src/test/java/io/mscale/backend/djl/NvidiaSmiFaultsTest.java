package io.mscale.backend.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Programs named nvidia-smi that misbehave, first on the path of a JVM that asks the driver. */
@DisabledOnOs(OS.WINDOWS)
@Timeout(value = 2, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class NvidiaSmiFaultsTest {

    private static final String HANGS =
            "unusable: NVIDIA's driver does not answer: nvidia-smi did not end within 1 s; use --device cpu";

    private final Path folder;

    NvidiaSmiFaultsTest(@TempDir Path folder) {
        this.folder = folder;
    }

    private String ask(Duration patience, String script) throws Exception {
        Path file = Files.writeString(folder.resolve("nvidia-smi"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
        Process process = ForkedProbe.plain()
                .with("PATH", folder + File.pathSeparator + System.getenv("PATH"))
                .with("FOLDER", folder)
                .start(DriverProgram.class, Long.toString(patience.toMillis()));
        try {
            return ForkedProbe.answer(process);
        } finally {
            process.destroyForcibly();
        }
    }

    /** Of the child that a script noted. */
    private long pid() throws IOException {
        return Long.parseLong(Files.readString(folder.resolve("pid")).strip());
    }

    /** A process that has been killed may stay in the system's list, but has no program any more. */
    private static boolean runs(long pid) {
        return ProcessHandle.of(pid)
                .flatMap(process -> process.info().command())
                .isPresent();
    }

    @Test
    void find_silent_isGivenUpAndItsChildWithIt() throws Exception {
        assertThat(ask(Duration.ofSeconds(1), "sleep 600 & echo $! > \"$FOLDER/pid\"; wait"))
                .isEqualTo(HANGS);
        while (runs(pid())) {
            Thread.sleep(20);
        }
    }

    @Test
    void find_hangsAfterItsAnswer_isGivenUp() throws Exception {
        assertThat(ask(Duration.ofSeconds(1), "echo 'NVIDIA H200, 570.86.15'; exec sleep 600"))
                .isEqualTo(HANGS);
    }

    @Test
    void find_printsWithoutEnd_isGivenUp() throws Exception {
        assertThat(ask(Duration.ofSeconds(1), "exec yes 'NVIDIA H200, 570.86.15'"))
                .isEqualTo(HANGS);
    }

    @Test
    void find_leavesAChildThatKeepsItsOutputOpen_answersAllTheSame() throws Exception {
        try {
            assertThat(ask(
                            Duration.ofMinutes(1),
                            "sleep 600 & echo $! > \"$FOLDER/pid\"; echo 'NVIDIA H200, 570.86.15'"))
                    .isEqualTo("NvidiaDriver[gpus=[NVIDIA H200], version=570.86.15]");
        } finally {
            if (Files.exists(folder.resolve("pid"))) {
                ProcessHandle.of(pid()).ifPresent(ProcessHandle::destroyForcibly);
            }
        }
    }

    @Test
    void find_printsFarMoreThanAnAnswer_isReadToItsEnd() throws Exception {
        assertThat(ask(Duration.ofMinutes(1), "yes 'no row' | head -n 100000; exit 9"))
                .isEqualTo("unusable: NVIDIA's driver does not work: nvidia-smi says \"no row\"; use --device cpu");
    }
}
