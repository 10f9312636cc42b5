package io.mscale.results.evidence;

import io.mscale.api.Device;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.Disturbance;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The best rates of a run's canaries: those with as many threads beside the same device are alike. */
final class CanaryRates {

    private record Kind(int threads, Device.Kind device) {}

    private final Map<Kind, Double> best = new HashMap<>();

    CanaryRates(List<CellRecord> cells) {
        for (CellRecord cell : cells) {
            Disturbance watched = MachineState.watched(cell);
            if (watched != null) {
                for (Disturbance.CanaryReading reading : watched.canary()) {
                    best.merge(kind(cell, watched), reading.rate(), Math::max);
                }
            }
        }
    }

    private static Kind kind(CellRecord cell, Disturbance watched) {
        return new Kind(watched.threads(), cell.device().kind());
    }

    /** The state of a cell of the run. */
    MachineState state(CellRecord cell) {
        Disturbance watched = MachineState.watched(cell);
        return watched == null
                ? MachineState.UNKNOWN
                : MachineState.of(cell, best.getOrDefault(kind(cell, watched), 0.0));
    }
}
