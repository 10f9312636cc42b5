package io.mscale.results.evidence;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.RunRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What the runs of a report lack for a verdict: cells that were planned and are not there, cells that did not end well,
 * trainings that were stopped early, and trainings of the same task with unequal numbers of steps. Twins count as cells,
 * but not as trainings. A plan counts once, however many shards of it, or repetitions, there are.
 *
 * @param planned the cells of the runs' plans, as far as the records tell
 * @param there those that have ended otherwise than by an interruption of the run
 * @param cutOff whether a run was interrupted or has not ended yet
 * @param failed cells that did not end well
 * @param stopped cells that ended well before their last step
 * @param unequal tasks whose cells took unequal numbers of steps
 */
public record Completeness(
        int planned,
        int there,
        boolean cutOff,
        List<ReportedCell> failed,
        List<ReportedCell> stopped,
        List<UnequalSteps> unequal) {

    private static final int MOST_NAMES = 3;

    /** What runs of the same plan have in common. */
    private record Plan(@Nullable Integer cells, List<String> command) {}

    public Completeness {
        failed = List.copyOf(failed);
        stopped = List.copyOf(stopped);
        unequal = List.copyOf(unequal);
    }

    /** The fewest and the most steps that a task was trained. */
    public record UnequalSteps(String task, int fewest, int most) {

        /** As in {@code fit1d: 120 to 300 steps}. */
        @Override
        public String toString() {
            return task + ": " + fewest + " to " + most + " steps";
        }
    }

    public static Completeness of(Evidence evidence) {
        List<RunRecord> runs = evidence.runs().stream().map(ReportedRun::record).toList();
        Collection<List<RunRecord>> plans = Evidence.groupBy(runs, run -> new Plan(run.plannedCells(), run.plan()))
                .values();
        List<ReportedCell> trained = evidence.cells().stream()
                .filter(cell -> cell.cell().isOk() && isTrained(cell.cell()))
                .toList();
        return new Completeness(
                plans.stream().mapToInt(Completeness::planned).sum(),
                plans.stream().mapToInt(Completeness::ended).sum(),
                runs.stream().anyMatch(run -> run.finishedAt() == null),
                evidence.cells().stream().filter(cell -> !cell.cell().isOk()).toList(),
                trained.stream()
                        .filter(cell ->
                                stepsTaken(cell.cell()) < cell.cell().training().steps())
                        .toList(),
                unequal(trained));
    }

    private static int planned(List<RunRecord> runs) {
        Integer planned = runs.get(0).plannedCells();
        return planned == null ? ended(runs) : Math.max(planned, ended(runs));
    }

    private static int ended(List<RunRecord> runs) {
        return (int) runs.stream()
                .flatMap(run -> run.cells().stream())
                .filter(cell -> cell.status() != CellStatus.INTERRUPTED)
                .map(CellRecord::id)
                .distinct()
                .count();
    }

    /** Whether the cell was trained, be it for no step: JMH also measures cells that nobody trains. */
    private static boolean isTrained(CellRecord cell) {
        return cell.timing() != null && cell.timing().startupSeconds() != null;
    }

    private static List<UnequalSteps> unequal(List<ReportedCell> trained) {
        List<UnequalSteps> unequal = new ArrayList<>();
        Evidence.groupBy(trained, cell -> cell.cell().task()).forEach((task, cells) -> {
            List<Integer> steps =
                    cells.stream().map(cell -> stepsTaken(cell.cell())).sorted().toList();
            int fewest = steps.get(0);
            int most = steps.get(steps.size() - 1);
            if (fewest < most) {
                unequal.add(new UnequalSteps(task, fewest, most));
            }
        });
        return unequal;
    }

    /** The counted steps of a cell; 0 if it was not trained. */
    public static int stepsTaken(CellRecord cell) {
        return cell.timing() == null ? 0 : cell.timing().steps();
    }

    /** Whether everything that was planned ended well, with equally many steps for all cells of a task. */
    public boolean isComplete() {
        return missing().isEmpty();
    }

    /** What is missing in words, one phrase for each kind; empty if nothing is. */
    public List<String> missing() {
        return Stream.of(absent(), failedInWords(), stoppedInWords(), unequalInWords())
                .filter(Objects::nonNull)
                .toList();
    }

    /** What of the plan is not there, as in {@code 12 of 20 cells have ended}; null if nothing is missing. */
    public @Nullable String absent() {
        if (there == planned && !cutOff) {
            return null;
        }
        String why = cutOff ? "the run was cut off or is not over" : "the others belong to other shards";
        return there == planned ? why : there + " of " + planned + " cells have ended: " + why;
    }

    /** Which cells did not end well, as in {@code 1 cell did not end well: ejml-1 crashed}; null if all did. */
    public @Nullable String failedInWords() {
        return failed.isEmpty()
                ? null
                : failed.size() + (failed.size() == 1 ? " cell" : " cells") + " did not end well: "
                        + names(failed.stream()
                                .map(cell -> cell.id() + " " + cell.cell().status()));
    }

    private @Nullable String stoppedInWords() {
        return stopped.isEmpty()
                ? null
                : names(stopped.stream().map(cell -> cell.id() + " " + stoppedInWords(cell.cell())));
    }

    /**
     * How a training was stopped early, as in {@code stopped by the time limit of 5.0 s at step 120 of 300}.
     *
     * @param cell a cell that ended well before its last step
     */
    public static String stoppedInWords(CellRecord cell) {
        String reason = cell.reason() == null ? "stopped at step " + stepsTaken(cell) : cell.reason();
        return reason.endsWith("at step " + stepsTaken(cell))
                ? reason + " of " + cell.training().steps()
                : reason;
    }

    private @Nullable String unequalInWords() {
        return unequal.isEmpty()
                ? null
                : "the trainings are not of equal length: "
                        + unequal.stream().map(UnequalSteps::toString).collect(Collectors.joining(", "));
    }

    private static String names(Stream<String> all) {
        List<String> names = all.toList();
        String first = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        return names.size() > MOST_NAMES ? first + " and " + (names.size() - MOST_NAMES) + " more" : first;
    }
}
