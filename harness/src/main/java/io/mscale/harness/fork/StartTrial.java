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

/** Starts a JVM with the settings that the user wants for workers: what Java does not take must not fail in every cell. */
public final class StartTrial {

    /** What a worker prints that has started; the words are its own. */
    private static final String STARTED = "mscale worker started";

    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Lines that a JVM prints beside the one that says what is wrong. */
    private static final Pattern PADDING = Pattern.compile("\\s*|#\\s*|Picked up .*|.*\\bwarning: .*"
            + "|Error: Could not create the Java Virtual Machine\\.|Error: A fatal exception has occurred.*");

    private StartTrial() {}

    /**
     * Tries the user's settings alone: a backend may tell Java to pass over options that it does not know.
     *
     * @throws UsageException if a JVM does not start with them; the message is Java's
     */
    public static void check(WorkerSettings users) throws IOException {
        check(users, List.of(users));
    }

    /**
     * Tries the settings of workers that are to be started, if the user's are among them.
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

    /** "Error occurred during initialization of VM" is followed by what occurred. */
    private static String reason(String printed) {
        return printed.lines()
                .filter(line -> !PADDING.matcher(line).matches())
                .limit(2)
                .map(line -> line.replaceFirst("^#\\s*", "").strip())
                .collect(Collectors.joining(": "));
    }
}
