package io.mscale.harness.fork;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;

/**
 * A conformance kit in a process of its own, which prints to the console. The kit counts as passed only if it says itself that
 * it came to its end: what is tested may end the process, or keep it from ever ending. Its temporary folder is deleted
 * whatever happens.
 */
public final class KitRun implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Beyond the limit of a rule, which the kit itself minds unless its whole JVM is stuck; includes the start and the probe. */
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** For the end of the process after that of the kit. */
    private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(20);

    /** A terminal signals the kit and this program at once, but this program may notice a little later. */
    private static final Duration SIGNAL_LAG = Duration.ofMillis(300);

    // Java adds this to the signal number in the exit code of a killed process.
    private static final int KILLED_BY_SIGNAL = 128;

    private final Console console;
    private final String what;
    private final Duration ruleTimeout;
    private final Path folder;
    private final Path journal;
    private final WorkerProcess kit;
    private final Thread takedown = new Thread(this::takeDown, "kit-takedown");

    private KitRun(Console console, String what, Duration ruleTimeout, Path folder, Path journal, WorkerProcess kit) {
        this.console = console;
        this.what = what;
        this.ruleTimeout = ruleTimeout;
        this.folder = folder;
        this.journal = journal;
        this.kit = kit;
    }

    /**
     * Starts a kit.
     *
     * @param what what it tests, for the summary
     * @param ruleTimeout the longest that one case of a rule may take
     */
    public static KitRun start(Console console, JavaCommand command, String what, Duration ruleTimeout)
            throws IOException {
        Path folder = Files.createTempDirectory("mscale-tck").toAbsolutePath();
        try {
            Path journal = folder.resolve("journal.txt");
            Path temporary = Files.createDirectory(folder.resolve("tmp"));
            console.out().flush();
            JavaCommand watched = command.reportingTo(journal, temporary, ruleTimeout, console.isTerminal());
            KitRun run = new KitRun(console, what, ruleTimeout, folder, journal, WorkerProcess.startOnConsole(watched));
            Runtime.getRuntime().addShutdownHook(run.takedown);
            return run;
        } catch (IOException e) {
            delete(folder);
            throw e;
        }
    }

    /** Waits for the kit's end and says what the kit itself could not. */
    public ExitCode await() throws IOException {
        try {
            boolean inTime = hasEndedInTime();
            if (isShuttingDown()) {
                return ExitCode.INTERRUPTED;
            }
            KitJournal told = KitJournal.read(journal);
            OptionalInt end = told.exitCode();
            if (end.isPresent() && (!inTime || kit.exitCode() == end.getAsInt())) {
                return switch (end.getAsInt()) {
                    case 0 -> ExitCode.OK;
                    case 2 -> ExitCode.USAGE;
                    default -> ExitCode.FAILED;
                };
            }
            console.out().println("FAILED   " + told.place() + ": " + (inTime ? howItEnded(told) : howItHung(told)));
            if (end.isEmpty()) {
                console.out()
                        .println(what + ": the kit did not come to its end; " + told.done() + " rules were checked, "
                                + told.notBegun() + " were not begun");
            }
            return ExitCode.FAILED;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return ExitCode.INTERRUPTED;
        }
    }

    /** Waits while the kit shows signs of life; returns whether it ended by itself. */
    private boolean hasEndedInTime() throws IOException, InterruptedException {
        long lastSize = -1;
        long lastChange = System.nanoTime();
        boolean isAtItsEnd = false;
        while (!kit.hasEndedWithin(POLL)) {
            long size = Files.exists(journal) ? Files.size(journal) : 0;
            if (size != lastSize) {
                lastSize = size;
                lastChange = System.nanoTime();
                isAtItsEnd = KitJournal.read(journal).exitCode().isPresent();
            }
            Duration patience = isAtItsEnd ? PATIENCE_AT_THE_END : ruleTimeout.plus(PATIENCE);
            if (System.nanoTime() - lastChange > patience.toNanos()) {
                kit.stop();
                return false;
            }
        }
        return true;
    }

    private String howItEnded(KitJournal told) {
        int code = kit.exitCode();
        int signal = code - KILLED_BY_SIGNAL;
        return signal > 0
                ? "the kit's process was killed by signal " + signal + WorkerProcess.signalName(signal) + " "
                        + told.time()
                : "the kit's process ended " + told.time() + " with exit code " + code
                        + ", as if something had called System.exit";
    }

    private String howItHung(KitJournal told) {
        return "no sign of life from the kit's process for "
                + Formats.duration(ruleTimeout.plus(PATIENCE).toMillis() / 1e3) + " " + told.time()
                + "; it was stopped";
    }

    private boolean isShuttingDown() throws InterruptedException {
        if (kit.exitCode() > KILLED_BY_SIGNAL) {
            Thread.sleep(SIGNAL_LAG.toMillis());
        }
        return isShutdownUnderWay();
    }

    private boolean isShutdownUnderWay() {
        try {
            Runtime.getRuntime().removeShutdownHook(takedown);
            return false;
        } catch (IllegalStateException e) {
            return true; // the hook stops the kit
        }
    }

    private void takeDown() {
        kit.close();
        delete(folder);
    }

    @Override
    public void close() {
        kit.close();
        if (!isShutdownUnderWay()) {
            delete(folder);
        }
    }

    /** Deletes what can be deleted: children of the kit that outlive it may still write. */
    private static void delete(Path folder) {
        try (Stream<Path> walk = Files.walk(folder)) {
            List<Path> all = walk.sorted(Comparator.reverseOrder()).toList();
            for (Path file : all) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            if (Files.notExists(folder)) {
                return; // somebody else was faster
            }
            System.err.println("the kit's temporary folder " + folder + " could not be removed: " + e);
        }
    }
}
