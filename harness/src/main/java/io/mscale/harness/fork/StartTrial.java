package io.mscale.harness.fork;

import io.mscale.api.WorkerSettings;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.WorkerOptions;
import io.mscale.harness.discovery.Distribution;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Starts a JVM with the user's worker settings, so that options Java rejects fail once at the start and not in every
 * cell.
 */
public final class StartTrial {

    /** The line a worker prints once it has started; must match the worker's own text. */
    private static final String STARTED = "mscale worker started";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Lines that a JVM prints in addition to the actual error. */
    private static final Pattern PADDING = Pattern.compile("\\s*|#\\s*|Picked up .*|.*\\bwarning: .*"
            + "|Error: Could not create the Java Virtual Machine\\.|Error: A fatal exception has occurred.*");

    private StartTrial() {}

    /**
     * Tests the user's settings alone, because a backend may tell Java to ignore unknown options.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public static void check(WorkerSettings users) throws IOException {
        check(users, List.of(users));
    }

    /**
     * Tests the settings of the workers to be started, if they include any of the user's.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public static void check(WorkerSettings users, List<WorkerSettings> ofWorkers) throws IOException {
        if (!users.equals(WorkerSettings.NONE)) {
            String option = users.jvmOptions().isEmpty() ? WorkerOptions.ENVIRONMENT : WorkerOptions.JAVA;
            for (WorkerSettings settings : ofWorkers) {
                tryOne(option, settings);
            }
        }
    }

    private static void tryOne(String option, WorkerSettings settings) throws IOException {
        try (ScratchFolder folder = ScratchFolder.create();
                WorkerProcess worker = WorkerProcess.start(
                        JavaCommand.startCheck(Distribution.ofThisProgram(), settings, folder.path()), folder.log())) {
            if (!worker.hasEndedWithin(PATIENCE)) {
                throw new UsageException(option + ": Java did not start with it within " + PATIENCE.toSeconds() + " s");
            }
            String printed = new String(Files.readAllBytes(folder.log()), StandardCharsets.UTF_8);
            if (!printed.contains(STARTED)) {
                throw new UsageException(option + ": Java does not start a worker with "
                        + (settings.jvmOptions().isEmpty()
                                ? settings.environment()
                                : String.join(" ", settings.jvmOptions()))
                        + ": " + (worker.exitCode() == 0 ? "it ends instead" : reason(printed)));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    /** Two lines, because "Error occurred during initialization of VM" is followed by the actual cause. */
    private static String reason(String printed) {
        return printed.lines()
                .filter(line -> !PADDING.matcher(line).matches())
                .limit(2)
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .collect(Collectors.joining(": "));
    }
}
