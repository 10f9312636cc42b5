package io.mscale.harness.progress;

import io.mscale.harness.Console;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Shows the progress of the current cell: step, loss, steps per second, time left. On a terminal one line is rewritten
 * in place; otherwise a plain line is printed now and then.
 */
public final class ConsoleProgress implements RunListener {

    /** Plans up to this size are not announced. */
    private static final int FEW_CELLS = 2;

    // Time between updates.
    private static final double TERMINAL_SECONDS = 0.2;
    private static final double PLAIN_SECONDS = 10;
    private static final String ERASE_LINE = "\r\u001b[K";

    private final Console console;
    private final String prefix;
    private String label = "";
    private double trainSeconds;
    private long lastShownNanos;
    private boolean lineIsOpen;

    /** Progress on the console. */
    public ConsoleProgress(Console console) {
        this(console, "");
    }

    /** Progress of one of several alternating runs; {@code prefix} precedes the names of its cells. */
    public ConsoleProgress(Console console, String prefix) {
        this.console = console;
        this.prefix = prefix;
    }

    @Override
    public void runStarted(List<CellSpec> cells) {
        if (cells.size() > FEW_CELLS) {
            show("Plan: " + cells.size() + " cells"
                    + TimeEstimate.of(cells).map(time -> ", about " + time).orElse(""));
            closeLine();
        }
    }

    @Override
    public void cellStarted(CellSpec cell, int number, int total) {
        label = "[" + number + "/" + total + "] " + prefix + cell.id();
        trainSeconds = 0;
        lastShownNanos = System.nanoTime();
        show(label + "  starting");
    }

    @Override
    public void event(CellSpec cell, WorkerEvent event) {
        if (event instanceof WorkerEvent.Steps block) {
            stepsTaken(cell, block);
        }
    }

    private void stepsTaken(CellSpec cell, WorkerEvent.Steps block) {
        trainSeconds += block.seconds();
        double interval = console.isTerminal() ? TERMINAL_SECONDS : PLAIN_SECONDS;
        if (System.nanoTime() - lastShownNanos >= interval * 1e9) {
            lastShownNanos = System.nanoTime();
            show(label + "  " + progress(cell, block.step(), block.loss()));
        }
    }

    @Override
    public void jmhStarted(CellSpec cell) {
        show(label + "  JMH measures; what it prints goes to cells/" + cell.id() + "/jmh.log");
    }

    @Override
    public void cellEnded(CellSpec cell, CellRecord record) {
        String reason = record.reason();
        String end = record.isOk()
                ? measurements(record)
                : console.red(record.status().toString());
        show(label + "  " + end + (reason == null ? "" : ": " + Text.oneLine(reason)));
        closeLine();
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
        CellRecord.Timing timing = record.timing();
        return timing == null
                ? "no step"
                : timing.steps()
                        + (timing.steps() == 1 ? " step in " : " steps in ")
                        + Formats.duration(timing.trainSeconds());
    }

    private void show(String line) {
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
