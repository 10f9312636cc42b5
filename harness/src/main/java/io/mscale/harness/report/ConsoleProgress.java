package io.mscale.harness.report;

import io.mscale.api.Device;
import io.mscale.harness.Console;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.work.FlopCount;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of the current cell: step, loss, steps per second, time left. On a terminal one line is rewritten
 * in place; otherwise a plain line is printed now and then.
 */
public final class ConsoleProgress {

    /** Plans up to this size are not announced. */
    private static final int FEW_CELLS = 2;

    // The range of the estimate: shares of the peak, and seconds around the training of a cell.
    private static final double SLOWEST = 0.05;
    private static final double FASTEST = 0.6;
    private static final double SHORTEST_START = 2;
    private static final double LONGEST_START = 5;

    // Time between updates.
    private static final double TERMINAL_SECONDS = 0.2;
    private static final double PLAIN_SECONDS = 10;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Console console;
    private final boolean quiet;
    private final String prefix;
    private final Map<String, String> labels = new HashMap<>();
    private String label = "";
    private double trainSeconds;
    private long lastShownNanos;
    private boolean lineIsOpen;

    /**
     * Progress on a console.
     *
     * @param quiet whether to show nothing
     * @param prefix precedes the names of cells, for one of several alternating runs
     */
    public ConsoleProgress(Console console, boolean quiet, String prefix) {
        this.console = console;
        this.quiet = quiet;
        this.prefix = prefix;
    }

    /** The run is about to train its first cell. */
    public void runStarted(List<CellSpec> cells) {
        if (cells.size() > FEW_CELLS) {
            show("Plan: " + cells.size() + " cells"
                    + estimate(cells).map(time -> ", about " + time).orElse(""));
            closeLine();
        }
    }

    /** A cell's worker is about to start; {@code number} counts from 1 to {@code total}. */
    public void cellStarted(CellSpec cell, int number, int total) {
        label = "[" + number + "/" + total + "] " + prefix + cell.id();
        labels.put(cell.id(), label);
        trainSeconds = 0;
        lastShownNanos = System.nanoTime();
        show(label + "  starting");
    }

    /** The worker of the current cell reported something. */
    public void event(CellSpec cell, WorkerEvent event) {
        if (event instanceof WorkerEvent.Steps block) {
            trainSeconds += block.seconds();
            if (isTimeToShow()) {
                show(label + "  " + progress(cell, block.step(), block.loss()));
            }
        }
    }

    /**
     * How far one of several cells has come that are trained in turns.
     *
     * @param name distinguishes it from the others
     * @param steps steps taken so far
     * @param seconds training time so far
     */
    public record Trained(String name, CellSpec cell, int steps, double seconds) {

        private String percentage() {
            return name + " " + Math.round(100.0 * steps / cell.training().steps()) + "%";
        }

        private double secondsLeft() {
            int left = cell.training().steps() - steps;
            double asPlanned = steps == 0 ? 0 : left * seconds / steps;
            Double limit = cell.measurement().timeLimitSeconds();
            return limit == null ? asPlanned : Math.min(asPlanned, Math.max(0, limit - seconds));
        }
    }

    /** One of several cells that are trained in turns has had its turn; given are those that go on. */
    public void turnTaken(List<Trained> cells) {
        if (!cells.isEmpty() && isTimeToShow()) {
            CellSpec first = cells.get(0).cell();
            String shares = cells.stream().map(Trained::percentage).collect(Collectors.joining(", "));
            double left = cells.stream().mapToDouble(Trained::secondsLeft).sum();
            show("in turns: " + first.task() + " " + first.form() + " r" + first.repeat() + "  " + shares + "  "
                    + Formats.duration(left) + " left");
        }
    }

    /** Says something about the plan that must not be missed. */
    public void note(String text) {
        closeLine();
        console.err().println("note: " + Text.oneLine(text));
    }

    private boolean isTimeToShow() {
        double interval = console.isTerminal() ? TERMINAL_SECONDS : PLAIN_SECONDS;
        if (System.nanoTime() - lastShownNanos < interval * 1e9) {
            return false;
        }
        lastShownNanos = System.nanoTime();
        return true;
    }

    /** JMH is about to measure the current cell. */
    public void jmhStarted(CellSpec cell) {
        show(labels.getOrDefault(cell.id(), label) + "  JMH measures; what it prints goes to cells/" + cell.id()
                + "/jmh.log");
    }

    /** A cell has ended. */
    public void cellEnded(CellSpec cell, CellRecord record) {
        String reason = record.reason();
        String end = record.isOk()
                ? measurements(record)
                : console.red(record.status().toString());
        show(labels.getOrDefault(cell.id(), label) + "  " + end + (reason == null ? "" : ": " + Text.oneLine(reason)));
        closeLine();
    }

    /**
     * A plan's duration in words, as in {@code 2.1 min to 14.2 min}; empty if the peak is unknown, or on a GPU. Its
     * matrix products at 5% to 60% of the machine's measured peak, the range libraries reach, plus a few seconds per
     * cell for start, parity check and warm-up.
     */
    private static Optional<String> estimate(List<CellSpec> cells) {
        double least = 0;
        double most = 0;
        for (CellSpec cell : cells) {
            Double peak = cell.measurement().peakGflops();
            // Small networks leave a GPU waiting for launches, so its peak does not predict their times.
            if (peak == null || cell.device().kind() == Device.Kind.GPU) {
                return Optional.empty();
            }
            double flops =
                    FlopCount.of(cell.network().spec(), cell.training().loss()).perStep(cell.samplesPerStep())
                            * cell.training().steps();
            Double limit = cell.measurement().timeLimitSeconds();
            double longest = limit == null ? Double.POSITIVE_INFINITY : limit;
            least += Math.min(longest, flops / (FASTEST * peak * 1e9)) + SHORTEST_START;
            most += Math.min(longest, flops / (SLOWEST * peak * 1e9)) + LONGEST_START;
        }
        return Optional.of(Formats.duration(least) + " to " + Formats.duration(most));
    }

    private void closeLine() {
        if (lineIsOpen) {
            console.out().println();
            lineIsOpen = false;
        }
    }

    private String progress(CellSpec cell, int step, @Nullable Double loss) {
        int steps = cell.training().steps();
        double secondsPerStep = trainSeconds / step;
        double left = (steps - step) * secondsPerStep;
        Double limit = cell.measurement().timeLimitSeconds();
        if (limit != null) {
            left = Math.min(left, Math.max(0, limit - trainSeconds));
        }
        return "step " + step + "/" + steps + "  loss " + Formats.error(loss) + "  " + Formats.rate(1 / secondsPerStep)
                + " steps/s  " + Formats.duration(left) + " left";
    }

    private static String measurements(CellRecord record) {
        List<String> measurements = new ArrayList<>();
        if (record.accuracy() != null) {
            measurements.add("test MSE " + Formats.error(record.testMse()) + " after " + steps(record));
        }
        if (record.jmh() != null) {
            measurements.add("JMH: " + CellTexts.jmh(record.jmh()));
        }
        return String.join("; ", measurements);
    }

    private static String steps(CellRecord record) {
        Timing timing = record.timing();
        return timing == null
                ? "no step"
                : timing.steps()
                        + (timing.steps() == 1 ? " step in " : " steps in ")
                        + Formats.duration(timing.trainSeconds());
    }

    private void show(String line) {
        if (quiet) {
            return;
        }
        if (console.isTerminal()) {
            // Use standard output: there is no way to tell whether standard error is a terminal too.
            console.out().print(ERASE_LINE + line);
            console.out().flush();
            lineIsOpen = true;
        } else {
            console.err().println(line);
        }
    }
}
