package io.mscale.tck;

import io.mscale.tck.RuleReport.Running;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Optional;

/**
 * Watches the running rule from a thread of its own: says which it is once it takes long, and ends the kit when it takes too
 * long, since a stuck thread cannot be stopped and may hold what the next rule needs.
 */
final class RuleWatch {

    private static final Duration POLL = Duration.ofMillis(100);

    /** Results come faster than this for most rules; a line in between would only flicker. */
    private static final Duration FIRST_PROGRESS = Duration.ofSeconds(5);

    /** Time for an interrupted rule to say what it was waiting for. */
    private static final Duration GRACE = Duration.ofSeconds(3);

    private final RuleReport report;
    private final Duration limit;
    private final boolean rewritesLines;
    private final PrintStream err;
    private final Runnable cancel;
    private final Runnable end;
    private final Thread thread = new Thread(this::watch, "rule-watch");

    private Optional<Running> last = Optional.empty();
    private Duration next = FIRST_PROGRESS;
    private volatile boolean closed;
    private volatile boolean gaveUp;

    private RuleWatch(RuleReport report, KitOptions options, PrintStream err, Runnable cancel, Runnable end) {
        this.report = report;
        this.limit = options.ruleTimeout();
        this.rewritesLines = options.rewritesLines();
        this.err = err;
        this.cancel = cancel;
        this.end = end;
    }

    /**
     * Begins to watch.
     *
     * @param err receives the lines on progress if they cannot be rewritten in place
     * @param cancel keeps the kit from beginning another case, before the one that took too long is interrupted
     * @param end called when a rule took too long, after it has been reported
     */
    static RuleWatch over(RuleReport report, KitOptions options, PrintStream err, Runnable cancel, Runnable end) {
        RuleWatch watch = new RuleWatch(report, options, err, cancel, end);
        watch.thread.setDaemon(true);
        watch.thread.start();
        return watch;
    }

    private void watch() {
        try {
            while (!closed && !gaveUp) {
                Thread.sleep(POLL.toMillis());
                Optional<Running> running = report.running();
                gaveUp = running.isPresent() && look(running.get());
            }
            if (gaveUp) {
                end.run();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt(); // by nobody here
        }
    }

    /** Returns whether the rule was given up. */
    private boolean look(Running now) throws InterruptedException {
        Duration time = now.time();
        if (time.compareTo(limit) >= 0) {
            return report.abandon(now, limit, GRACE, cancel);
        }
        if (!last.equals(Optional.of(now))) {
            last = Optional.of(now);
            next = FIRST_PROGRESS;
        }
        if (time.compareTo(next) >= 0) {
            if (rewritesLines) {
                report.showProgress(now);
                next = time.plusSeconds(1);
            } else {
                err.println(RuleReport.progress(now));
                next = next.multipliedBy(2); // a log needs fewer lines the longer it lasts
            }
        }
        return false;
    }

    /** Ends the watch; returns whether a rule was given up, once {@code end} has returned. */
    boolean hasGivenUp() {
        closed = true;
        boolean interrupted = false;
        while (thread.isAlive()) {
            try {
                thread.join();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        return gaveUp;
    }
}
