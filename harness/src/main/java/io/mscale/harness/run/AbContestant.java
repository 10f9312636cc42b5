package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.harness.plan.Planner;
import io.mscale.harness.plan.RunPlan;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.AbRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.CellKey;
import java.io.IOException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * A distribution that is compared with another, and what it trains.
 *
 * @param name distinguishes it from the other: A or B
 * @param tool its version, and the commit it stands for
 */
record AbContestant(String name, RunRecord.Tool tool, Bench bench, Planner planner, RunPlan plan) {

    /** A copy limited to some cells, with more repeats. */
    AbContestant again(Collection<CellKey> keys, int repeats) {
        RunPlan more = planner.again(plan, repeats);
        List<CellSpec> chosen =
                more.cells().stream().filter(cell -> keys.contains(key(cell))).toList();
        return new AbContestant(name, tool, bench, planner, more.withCells(chosen));
    }

    static CellKey key(CellSpec cell) {
        return CellKey.of(new CellHistory(cell).toRecord(CellStatus.OK, null));
    }

    Set<String> ids() {
        return plan.cells().stream().map(CellSpec::id).collect(Collectors.toSet());
    }

    /** What a later process needs to know to go on with it. */
    AbRecord.Side side() throws IOException {
        return new AbRecord.Side(
                bench.distribution().home().toAbsolutePath().toString(), tool, new UsedParts(bench, plan).digests());
    }

    /**
     * Checks that this is the distribution that a comparison was begun with.
     *
     * @throws UsageException if it is not; the message names the parts that differ
     */
    void requireSame(AbRecord.Side before) throws IOException {
        Map<String, String> now = side().parts();
        Set<String> parts = new TreeSet<>(before.parts().keySet());
        parts.addAll(now.keySet());
        parts.removeIf(part -> Objects.equals(before.parts().get(part), now.get(part)));
        if (!parts.isEmpty()) {
            throw new UsageException("--resume: distribution " + name + ", '"
                    + bench.distribution().home()
                    + "', is not the one that the comparison was begun with; these parts differ: "
                    + String.join(", ", parts));
        }
    }
}
