package io.mscale.harness.fork;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** Starts a JVM with the options that the user wants for workers: what Java does not take must not fail in every cell. */
public final class JavaOptionsTrial {

    /** What a worker prints that has started; the words are its own. */
    private static final String STARTED = "mscale worker started";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    private JavaOptionsTrial() {}

    /**
     * Tries the user's settings alone: a backend may tell Java to pass over options that it does not know.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public static void check(WorkerSettings users) throws IOException {
        check(users, List.of(users));
    }

    /**
     * Tries the settings of workers that are to be started, if the user has options of Java among them.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public static void check(WorkerSettings users, List<WorkerSettings> ofWorkers) throws IOException {
        if (!users.jvmOptions().isEmpty()) {
            for (WorkerSettings settings : ofWorkers) {
                tryOne(settings);
            }
        }
    }

    private static void tryOne(WorkerSettings settings) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(
                        JavaCommand.startCheck(Distribution.ofThisProgram(), settings), folder.log())) {
            if (!worker.hasEndedWithin(PATIENCE)) {
                throw new UsageException(
                        WorkerOptions.JAVA + ": Java did not start with them within " + PATIENCE.toSeconds() + " s");
            }
            List<String> lines = lines(folder.log());
            if (!lines.contains(STARTED)) {
                throw new UsageException(WorkerOptions.JAVA + ": Java does not start a worker with "
                        + String.join(" ", settings.jvmOptions()) + ": "
                        + lines.stream()
                                .filter(line -> !line.contains("warning"))
                                .findFirst()
                                .orElse("exit code " + worker.exitCode()));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static List<String> lines(Path log) throws IOException {
        return new String(Files.readAllBytes(log), StandardCharsets.UTF_8)
                .lines()
                .filter(line -> !line.isBlank())
                .toList();
    }
}
