package io.mscale.results.gate;

import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.MetricComparison;
import java.util.Optional;

/**
 * One question put to a cell, and its answer.
 *
 * @param key the cell
 * @param kind the question
 * @param outcome the answer
 * @param reason why, where the numbers alone do not say it; else empty
 * @param first the numbers, if there are any
 * @param second those of the second look, if there was one at this cell
 */
public record Check(
        CellKey key,
        Kind kind,
        Outcome outcome,
        String reason,
        Optional<MetricComparison> first,
        Optional<MetricComparison> second) {

    /** What is asked. */
    public enum Kind {
        /** Does it still train to the end, and agree with the reference? */
        COMPLETION("completion"),
        /** Does a step take longer? */
        TIME("time"),
        /** Is the test MSE worse? */
        ACCURACY("accuracy");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        /** The word for it. */
        @Override
        public String toString() {
            return id;
        }
    }

    static Check of(CellKey key, Kind kind, Outcome outcome, String reason) {
        return new Check(key, kind, outcome, reason, Optional.empty(), Optional.empty());
    }

    static Check of(CellKey key, Kind kind, Outcome outcome, String reason, MetricComparison numbers) {
        return new Check(key, kind, outcome, reason, Optional.of(numbers), Optional.empty());
    }
}
