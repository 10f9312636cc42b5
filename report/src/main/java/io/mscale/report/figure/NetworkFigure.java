package io.mscale.report.figure;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.report.chart.Chart;
import io.mscale.report.network.NetworkSketch;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.Entry;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The networks that were trained, as in fig. 1.2 of the chapter: a panel for each, whichever backends trained it. */
final class NetworkFigure {

    private static final String NOTE =
            "Colour: the scale, from the smallest, dark, to the largest, bright. Heights: the square root of the"
                    + " neurons. Of more than 6 blocks or hidden layers the first and the last are drawn.";

    private static final String FIXED_NOTE = " Hollow: not trained; u is the input scaled to [-1, 1].";

    private NetworkFigure() {}

    /** A network and the names that it has in the task. */
    private record Named(String variant, NetworkSpec spec, CellSpec.Rounds rounds) {

        /** The network in words, and what it is of the whole if it is one of several. */
        String summary() {
            String one = NetworkSketch.summary(spec);
            int networks = rounds.rounds();
            return networks == 1
                    ? one
                    : one + ", " + (rounds.residualScales() ? "the first" : "one") + " of " + networks
                            + " networks with "
                            + (long) networks * ParameterLayout.of(spec).trainableSize() + " in all";
        }
    }

    /** The figure; empty if nothing was trained of the task. */
    static Optional<Chart> of(TaskEntries task) {
        Map<Named, List<String>> settings = new LinkedHashMap<>();
        for (Entry entry : task.entries()) {
            CellRecord cell = entry.representative().cell();
            if (entry.ended().isEmpty() && cell.curve().isEmpty()) {
                continue;
            }
            settings.computeIfAbsent(
                            new Named(
                                    cell.variant().id(),
                                    cell.network().spec(),
                                    cell.training().rounds()),
                            network -> new ArrayList<>())
                    .add(cell.setting());
        }
        List<Chart.Panel> panels = new ArrayList<>();
        settings.forEach((network, all) -> {
            List<String> different = all.stream()
                    .filter(setting -> !setting.isEmpty())
                    .distinct()
                    .toList();
            String setting = different.size() == 1 ? ", " + different.get(0) : "";
            panels.add(new Chart.Panel(
                    Text.oneLine(network.variant() + setting + ": " + network.summary()),
                    Chart.Axis.NONE,
                    Chart.Axis.NONE,
                    NetworkSketch.of(network.spec())));
        });
        boolean hasFixed = settings.keySet().stream()
                .anyMatch(network -> network.spec().firstLayer().isFrozen());
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(task.chart("the networks", panels, hasFixed ? NOTE + FIXED_NOTE : NOTE));
    }
}
