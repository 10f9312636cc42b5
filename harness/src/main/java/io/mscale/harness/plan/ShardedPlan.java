package io.mscale.harness.plan;

import io.mscale.harness.cli.Shard;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.file.Digest;
import io.mscale.record.run.ShardRecord;
import io.mscale.record.work.FlopCount;
import io.mscale.results.evidence.Evidence;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * One part of a plan. Cells to be compared with each other (all backends and repeats of a task and network form) stay
 * together, so that their times come from one machine. Only if that gives fewer groups than shards are repeats
 * separated, and then backends. Groups are assigned in order of decreasing cost, each to the shard with the least work
 * so far. The result depends on the plan alone, so that every machine cuts it the same way.
 *
 * @param cells the cells of this part, in the plan's order
 * @param record identifies the part and the plan
 */
public record ShardedPlan(List<CellSpec> cells, ShardRecord record) {

    // Hexadecimal digits of the plan's digest: 64 bits.
    private static final int DIGITS = 16;

    /** A typical rate of a library on one or two cores, in floating-point operations per second. */
    private static final double RATE = 2e10;

    /** Launch, warm-up and parity check. */
    private static final double AROUND_SECONDS = 3;

    public ShardedPlan {
        cells = List.copyOf(cells);
    }

    /** Extracts one part of a plan. */
    public static ShardedPlan of(List<CellSpec> plan, Shard shard) {
        List<List<CellSpec>> parts = parts(plan, shard.count());
        ShardRecord record = new ShardRecord(
                ShardRecord.SCHEMA,
                shard.index(),
                shard.count(),
                digest(plan),
                plan.stream().map(CellSpec::id).toList());
        return new ShardedPlan(parts.get(shard.index() - 1), record);
    }

    /** Divides a plan into parts. */
    private static List<List<CellSpec>> parts(List<CellSpec> plan, int count) {
        List<Group> groups = groups(plan, count).stream()
                .map(Group::new)
                .sorted(Comparator.comparingDouble(Group::seconds).reversed())
                .toList();
        double[] load = new double[count];
        List<List<CellSpec>> parts = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            parts.add(new ArrayList<>());
        }
        for (Group group : groups) {
            int idlest = 0;
            for (int i = 1; i < count; i++) {
                if (load[i] < load[idlest]) {
                    idlest = i;
                }
            }
            load[idlest] += group.seconds();
            parts.get(idlest).addAll(group.cells());
        }
        parts.forEach(part -> part.sort(Comparator.comparingInt(CellSpec::index)));
        return parts;
    }

    private record Group(List<CellSpec> cells, double seconds) {

        Group(List<CellSpec> cells) {
            this(cells, cells.stream().mapToDouble(ShardedPlan::seconds).sum());
        }
    }

    /**
     * Rough duration of a cell. It depends on the specification alone, so that all machines agree on it; actual backends
     * differ from it by a factor of a few.
     */
    static double seconds(CellSpec cell) {
        double step =
                FlopCount.of(cell.network().spec(), cell.training().loss()).perStep(cell.samplesPerStep()) / RATE;
        double training = step * cell.training().steps();
        Double limit = cell.measurement().timeLimitSeconds();
        return AROUND_SECONDS + (limit == null ? training : Math.min(limit, training));
    }

    /**
     * What cells that are compared with each other have in common: everything but the backend, the repeat and the seed.
     */
    private static List<Object> contest(CellSpec cell) {
        return List.of(
                cell.device(),
                cell.task(),
                cell.taskSettings().content(),
                cell.variant(),
                cell.network(),
                cell.training());
    }

    private static List<List<CellSpec>> groups(List<CellSpec> plan, int count) {
        List<Function<CellSpec, Object>> keys =
                List.of(ShardedPlan::contest, cell -> List.of(contest(cell), cell.repeat()), CellSpec::id);
        List<List<CellSpec>> groups = List.of();
        for (Function<CellSpec, Object> key : keys) {
            Map<Object, List<CellSpec>> byKey = Evidence.groupBy(plan, key);
            groups = List.copyOf(byKey.values());
            if (groups.size() >= count) {
                return groups;
            }
        }
        return groups;
    }

    /**
     * A digest of the plan. Omits what may differ between machines: worker settings, which may depend on memory, and
     * the location of a task's files.
     */
    private static String digest(List<CellSpec> plan) {
        String text = plan.stream()
                .map(cell -> String.join(
                        "\n",
                        cell.id(),
                        Long.toString(cell.seed()),
                        cell.preset().id(),
                        cell.precision().id(),
                        cell.network().toString(),
                        cell.training().toString(),
                        cell.taskSettings().content().toString()
                                + (cell.measurement().counters() ? "\ncounters" : "")))
                .collect(Collectors.joining("\n\n"));
        return Digest.of(text, DIGITS);
    }
}
