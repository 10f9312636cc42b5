package io.mscale.results.gate;

import io.mscale.results.compare.CellKey;
import io.mscale.results.compare.MetricComparison;
import java.util.Optional;

/**
 * One check of a cell, with its outcome.
 *
 * @param reason why, where the numbers alone do not show it; otherwise empty
 * @param first the comparison, if there is one
 * @param second the comparison from the second measurement, if this cell was measured again
 */
public record Check(
        CellKey key,
        Kind kind,
        Outcome outcome,
        String reason,
        Optional<MetricComparison> first,
        Optional<MetricComparison> second) {

    public enum Kind {
        /** Does it still train to the end and agree with the reference? */
        COMPLETION("completion"),
        /** Does a step take longer? */
        TIME("time"),
        /** Is the test MSE worse? */
        ACCURACY("accuracy");

        private final String id;

        Kind(String id) {
            this.id = id;
        }

        @Override
        public String toString() {
            return id;
        }
    }

    static Check of(CellKey key, Kind kind, Outcome outcome, String reason) {
        return new Check(key, kind, outcome, reason, Optional.empty(), Optional.empty());
    }
}
