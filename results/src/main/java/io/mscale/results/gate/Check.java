package io.mscale.results.gate;

import io.mscale.api.option.Named;
import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.Metric;
import io.mscale.results.compare.MetricComparison;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One check of a cell, with its outcome.
 *
 * @param reason why, where the numbers alone do not show it; otherwise empty
 * @param first the comparison, if there is one
 * @param second the comparison from the second measurement, if this cell was measured again
 * @param waiver why a regression passes, if it does
 */
public record Check(
        CellKey key,
        Kind kind,
        Outcome outcome,
        String reason,
        Optional<MetricComparison> first,
        Optional<MetricComparison> second,
        Optional<Rules.Waiver> waiver) {

    /** A check that nothing exempts. */
    Check(
            CellKey key,
            Kind kind,
            Outcome outcome,
            String reason,
            Optional<MetricComparison> first,
            Optional<MetricComparison> second) {
        this(key, kind, outcome, reason, first, second, Optional.empty());
    }

    public enum Kind implements Named {
        /** Does it still train to the end and agree with the reference? */
        COMPLETION("completion", null),
        /** Does a step take longer? */
        TIME("time", Metric.STEP),
        /** Is the test MSE worse? */
        ACCURACY("accuracy", Metric.TEST_MSE),
        /** Does it take longer until training begins? */
        STARTUP("start-up", Metric.STARTUP),
        /** Does the first step take longer? */
        FIRST_STEP("first-step", Metric.FIRST_STEP),
        /** Does the worker take more memory? */
        MEMORY("memory", Metric.PEAK_MEMORY),
        /** Does a step execute more instructions? */
        INSTRUCTIONS("instructions", Metric.INSTRUCTIONS),
        /** Does a step allocate more Java objects? */
        ALLOCATION("allocation", Metric.ALLOCATION);

        private final String id;
        private final @Nullable Metric metric;

        Kind(String id, @Nullable Metric metric) {
            this.id = id;
            this.metric = metric;
        }

        /** The metric that is compared; empty if none is. */
        public Optional<Metric> metric() {
            return Optional.ofNullable(metric);
        }

        /** What is judged if nothing else is said, beside completion, which always is. */
        public static final List<Kind> STANDARD = List.of(TIME, ACCURACY);

        /** All that can be left out. */
        public static List<Kind> choices() {
            return Arrays.stream(values()).filter(kind -> kind.metric != null).toList();
        }

        @Override
        public String id() {
            return id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    Check with(MetricComparison secondLook) {
        return new Check(key, kind, outcome, reason, first, Optional.of(secondLook));
    }

    /** A regression that passes. */
    Check waived(Rules.Waiver by) {
        Check told = because("a regression, waived until " + by.until() + ": " + by.reason());
        return new Check(key, kind, Outcome.PASS, told.reason, first, second, Optional.of(by));
    }

    /** The check with a further reason. */
    Check because(String more) {
        return new Check(key, kind, outcome, reason.isEmpty() ? more : reason + "; " + more, first, second, waiver);
    }

    static Check of(CellKey key, Kind kind, Outcome outcome, String reason) {
        return new Check(key, kind, outcome, reason, Optional.empty(), Optional.empty());
    }
}
