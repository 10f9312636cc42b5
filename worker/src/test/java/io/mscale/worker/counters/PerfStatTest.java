package io.mscale.worker.counters;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Programs in the place of {@code perf} that do not do as it does. */
@EnabledOnOs(OS.LINUX)
class PerfStatTest {

    private static final Duration SHORT = Duration.ofMillis(700);

    /** Also for a machine on which a shell takes seconds to start. */
    private static final Duration LONG = Duration.ofMinutes(2);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private PerfStat start(String script, Duration patience) throws IOException {
        Path program = Files.writeString(folder.resolve("perf"), "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
        return new PerfStat(program.toString(), "instructions:u", List.of("1"), patience);
    }

    private static double counted(PerfStat perf) throws IOException {
        perf.enable();
        perf.disable();
        return perf.count();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "exec sleep 600",
                "sleep 600",
                "read command; echo ack; exec sleep 600",
                "trap '' INT; read one; echo ack; read two; echo ack; while :; do sleep 1; done"
            })
    void count_programThatDoesNotAnswer_isGivenUpWithNothingLeft(String script) throws IOException {
        List<ProcessHandle> before = ProcessHandle.current().descendants().toList();
        List<ProcessHandle> started;
        try (PerfStat perf = start(script, SHORT)) {
            assertThatThrownBy(() -> counted(perf))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("did not answer within 0.7 s");
            started = ProcessHandle.current()
                    .descendants()
                    .filter(process -> !before.contains(process))
                    .toList();
            assertThat(started).isNotEmpty();
        }
        assertThat(started).allSatisfy(process -> assertThat(process.onExit()).succeedsWithin(LONG));
    }

    /** It ends by itself: a shell cannot handle an interrupt if this process was started with interrupts ignored. */
    @Test
    void count_programThatSpeaksAsPerfDoes_isItsNumber() throws IOException {
        String script = "read one; echo ack; read two; echo ack; echo '1200,,instructions:u,9,100.00,,' >&2";
        try (PerfStat perf = start(script, LONG)) {
            assertThat(counted(perf)).isEqualTo(1200);
        }
    }

    @Test
    void enable_programThatEnds_saysWhatItSaid() throws IOException {
        try (PerfStat perf = start("echo 'unknown option control' >&2; exit 129", LONG)) {
            assertThatThrownBy(perf::enable).hasMessage("perf said 'unknown option control'");
        }
    }

    @Test
    void start_fileThatIsNoProgram_saysWhatTheSystemSaid() throws IOException {
        Path file = Files.writeString(folder.resolve("perf"), "");

        assertThatThrownBy(() -> new PerfStat(file.toString(), "instructions:u", List.of("1")))
                .hasMessage("'" + file + "' cannot be started: Permission denied");
    }
}
