package io.mscale.report.table;

import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.Quantile;
import io.mscale.report.text.MachineTexts;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.MachineState;
import io.mscale.results.number.Formats;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of {@code summary.csv} that tell what the machine did during a training, and the mark that tables for people have. */
final class MachineColumns {

    static final Column CANARY_MIN = state(
            "canaryMin", "least reading of the canary, relative to the best of the run", state -> quantile(state, 0));
    static final Column CANARY_MEDIAN = state(
            "canaryMedian",
            "median reading of the canary, relative to the best of the run",
            state -> quantile(state, 0.5));
    static final Column OTHERS_SHARE = state(
            "othersShare",
            "share of the processors' time that other processes took during the training",
            MachineColumns::othersShare);
    static final Column DISTURBED = state(
            "disturbed",
            "whether the machine was disturbed during the training",
            state -> state.watched() == null ? null : state.isDisturbed());

    private MachineColumns() {}

    private static Column state(String field, String meaning, Function<MachineState, @Nullable Object> value) {
        return Column.field(field, "", meaning, reported -> value.apply(reported.state()));
    }

    private static @Nullable Double quantile(MachineState state, double share) {
        double[] sorted = Arrays.stream(state.canary()).sorted().toArray();
        return sorted.length == 0 ? null : Quantile.of(sorted, share);
    }

    private static @Nullable Double othersShare(MachineState state) {
        Disturbance watched = state.watched();
        return watched == null ? null : watched.othersShare();
    }

    /** An entry's step, marked if it was measured on a disturbed machine. */
    static Column.Value step(Entry entry) {
        Double step = entry.step();
        return new Column.Value(Formats.duration(step) + (step == null ? "" : MachineTexts.mark(entry)), step);
    }
}
