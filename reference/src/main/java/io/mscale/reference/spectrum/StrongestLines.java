package io.mscale.reference.spectrum;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import java.util.List;

public final class StrongestLines {
    private StrongestLines() {}
    public static List<FrequencyProbe> probes(Dataset data, Domain domain, int testSize) {
        return List.of();
    }
}
