package io.mscale.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class ParentWatchTest {

    private static final int STATUS = 5;

    @TempDir
    private Path folder = Path.of("");

    /** Exits while its parent's pipe is open, and tells whether a thread is then still blocked in reading it. */
    static final class Exiting {

        private Exiting() {}

        public static void main(String[] args) {
            ParentWatch watch = ParentWatch.start();
            Runtime.getRuntime()
                    .addShutdownHook(new Thread(() -> System.out.println("watched by " + threadsThatStay() + ".")));
            watch.exit(STATUS);
        }

        private static long threadsThatStay() {
            return Thread.getAllStackTraces().keySet().stream()
                    .filter(thread -> thread.getName().matches("parent-watch(-end)?"))
                    .filter(Exiting::stays)
                    .count();
        }

        private static boolean stays(Thread thread) {
            try {
                thread.join(10_000);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return thread.isAlive();
        }
    }

    @Test
    @DisabledOnOs(OS.WINDOWS) // where a blocked read cannot be woken
    void exit_parentAlive_endsTheWatchBeforeTheProcess() throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        try (WorkerProcess process = new WorkerProcess(Exiting.class, log)) {
            assertThat(process.exitCode()).isEqualTo(STATUS);
        }
        assertThat(log).hasContent("watched by 0.");
    }
}
