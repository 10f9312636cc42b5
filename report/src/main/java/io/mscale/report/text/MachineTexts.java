package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Timing;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.MachineState;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Describes in words what disturbed the machine, and steps that were unsteady. */
public final class MachineTexts {

    /** What marks a step that was measured on a disturbed machine. */
    public static final String MARK = "~";

    /** How much shorter the median may be than the mean step: interruptions that long take a third of the time. */
    private static final double UNLIKE_MEAN = 1.5;

    /** How much longer the median may be than the shortest steps. */
    private static final double FAR_FROM_SHORTEST = 2;

    /** Fewer blocks have no quantiles to speak of. */
    private static final int FEWEST_SAMPLES = 20;

    private MachineTexts() {}

    /** Behind an entry's step: empty, or {@code  ~}, or {@code  ~3/7} if 3 of 7 repeats were measured on a disturbed machine. */
    public static String mark(Entry entry) {
        int disturbed = entry.disturbed().size();
        int ended = entry.ended().size();
        return disturbed == 0 ? "" : " " + MARK + (ended == 1 ? "" : disturbed + "/" + ended);
    }

    /** What the marks in a table mean; empty if it has none. */
    public static Optional<String> footnote(Evidence evidence) {
        List<Entry> marked = Entry.of(evidence.cells()).stream()
                .filter(entry -> !mark(entry).isEmpty())
                .toList();
        if (marked.isEmpty()) {
            return Optional.empty();
        }
        String repeats = marked.stream()
                .filter(entry -> entry.ended().size() > 1)
                .findFirst()
                .map(entry -> ", " + mark(entry).strip() + ": "
                        + entry.disturbed().size() + " of " + entry.ended().size() + " repeats")
                .orElse("");
        return Optional.of(MARK + " measured on a disturbed machine" + repeats);
    }

    /** What disturbed a cell: "djl-cpu-fit1d-multi-r2 was measured on a disturbed machine: others took 41% of a core". */
    static Optional<String> disturbed(ReportedCell cell) {
        return cell.isDisturbed()
                ? Optional.of(cell.id() + " was measured on a disturbed machine: "
                        + cell.state().causes().stream()
                                .map(cause -> cause(cause, cell.state()))
                                .collect(Collectors.joining("; ")))
                : Optional.empty();
    }

    private static String cause(MachineState.Cause cause, MachineState state) {
        double amount = cause.amount();
        String share = Formats.percentage(amount);
        return switch (cause.kind()) {
            case OTHERS ->
                amount < 1
                        ? "other processes took " + share + " of a core"
                        : "other processes took " + Formats.factor(amount) + " cores";
            case STEAL -> "the host took the processors for " + share + " of the time";
            case QUOTA -> "a quota stopped its threads for " + share + " of the time";
            case SLOW -> {
                double[] readings = state.canary();
                long slow = Stream.of(readings)
                        .flatMapToDouble(Arrays::stream)
                        .filter(reading -> reading < MachineState.SLOW)
                        .count();
                yield "the machine ran at " + share + " of its speed in " + slow + " of " + readings.length
                        + " readings of the canary";
            }
            case GPU_POWER -> "the GPU lowered its clock to stay within its power limit";
            case GPU_HEAT -> "the GPU lowered its clock because it was hot";
            case GPU_SHARED ->
                "another process used the GPU" + (amount > 1 ? ", and " + Formats.count(amount - 1) + " more" : "");
        };
    }

    /** Which of two entries were mostly measured on a disturbed machine, as the end of a sentence; empty if neither was. */
    static String but(Entry... entries) {
        String whose = Stream.of(entries)
                .filter(Entry::isMostlyDisturbed)
                .map(entry -> entry.contestant() + " was measured on a disturbed machine ("
                        + entry.disturbed().size() + " of " + entry.ended().size()
                        + (entry.ended().size() == 1 ? " repeat" : " repeats")
                        + (entry.cells().stream().allMatch(ReportedCell::isInTurns) ? ", in turns)" : ")"))
                .collect(Collectors.joining(", and "));
        return whose.isEmpty() ? "" : ", but " + whose;
    }

    /** A remark on a cell whose median step hides much of what happened; empty if it does not. */
    static Optional<String> unsteady(ReportedCell cell) {
        Timing timing = CellMeasures.trustedTiming(cell.cell());
        CellRecord.@Nullable StepTime step = timing == null ? null : timing.step();
        Double rate = timing == null ? null : timing.stepsPerSecond();
        if (!cell.cell().isOk() || step == null || step.samples().size() < FEWEST_SAMPLES || rate == null) {
            return Optional.empty();
        }
        String begin = cell.id() + ": its steps were unsteady: the median step took " + Formats.duration(step.median());
        if (1 > UNLIKE_MEAN * rate * step.median()) {
            return Optional.of(begin + ", all steps " + Formats.duration(1 / rate) + " on average");
        }
        return step.median() > FAR_FROM_SHORTEST * step.p05()
                ? Optional.of(begin + ", the shortest twentieth at most " + Formats.duration(step.p05()))
                : Optional.empty();
    }

    /** That a cell was measured several times because of disturbances, and which measurement counts; empty if once. */
    static Optional<String> attempts(ReportedCell cell) {
        Timing timing = cell.cell().timing();
        Disturbance.@Nullable Attempts attempts = timing == null || timing.disturbance() == null
                ? null
                : timing.disturbance().attempts();
        return attempts == null
                ? Optional.empty()
                : Optional.of(cell.id() + " was measured " + attempts.made()
                        + " times because the machine was disturbed; number " + attempts.counted()
                        + " counts");
    }
}
