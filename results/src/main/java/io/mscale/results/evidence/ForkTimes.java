package io.mscale.results.evidence;

import io.mscale.record.cell.Timing;
import io.mscale.results.statistics.SteadyState;
import java.util.List;
import java.util.OptionalInt;

/** The step times of one repeat, which is a separate process, and whether they reached a steady state. */
public record ForkTimes(ReportedCell cell, StepTimes times, SteadyState state) {

    /** Returns the step times of an entry's repeats, where they exist and count. */
    public static List<ForkTimes> of(Entry entry) {
        return entry.cells().stream()
                .flatMap(cell -> StepTimes.of(cell.cell()).stream()
                        .filter(times -> times.samples().stream().allMatch(sample -> sample > 0))
                        .map(times -> new ForkTimes(
                                cell,
                                times,
                                SteadyState.of(times.samples().stream()
                                        .mapToDouble(Double::doubleValue)
                                        .toArray()))))
                .toList();
    }

    /**
     * The optimiser step at which the steady part begins; empty if there is none, or the record does not contain it.
     */
    public OptionalInt steadyFromStep() {
        Timing timing = cell.cell().timing();
        if (!(state instanceof SteadyState.Reached reached) || timing == null || timing.step() == null) {
            return OptionalInt.empty();
        }
        List<Integer> lastSteps = timing.step().lastSteps();
        int before = reached.fromSample() - 1;
        return before < 0
                ? OptionalInt.of(1)
                : before < lastSteps.size() ? OptionalInt.of(lastSteps.get(before) + 1) : OptionalInt.empty();
    }
}
