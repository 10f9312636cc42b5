package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.JavaRuntime;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import io.mscale.record.run.Yardstick;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The shards of a plan, to be merged; at least one, in the order named. */
record ShardJoin(List<Part> shards) {

    private static final int MOST_NAMES = 5;

    /** A shard on disk. */
    record Part(RunFolder folder, RunRecord run, ShardRecord shard) {}

    /**
     * Checks that the shards belong to one plan and that none is duplicated; unless forced, also to one machine and
     * program version.
     */
    void requireOneRun(boolean force) {
        Part first = shards.get(0);
        Map<Integer, Path> seen = new HashMap<>();
        for (Part part : shards) {
            Path path = part.folder().path();
            ShardRecord shard = part.shard();
            String name = "shard " + shard.index() + "/" + shard.count();
            if (shard.count() != first.shard().count()
                    || !shard.plan().equals(first.shard().plan())
                    || !shard.cells().equals(first.shard().cells())) {
                throw new UsageException("'" + path + "' is " + name + " of another plan than '"
                        + first.folder().path() + "': their settings are mixed");
            }
            Path earlier = seen.putIfAbsent(shard.index(), path);
            if (earlier != null) {
                throw new UsageException(name + " is there twice: '" + earlier + "' and '" + path + "'");
            }
            List<String> differences = differences(first.run(), part.run());
            if (!differences.isEmpty() && !force) {
                throw new UsageException("the shards are not of one machine and program ('"
                        + first.folder().path() + "' / '" + path + "'): " + String.join(", ", differences)
                        + "; --force joins them all the same");
            }
        }
        requireNoDuplicates();
    }

    private static List<String> differences(RunRecord one, RunRecord other) {
        List<String> differences =
                new ArrayList<>(Fingerprint.of(one.environment()).differences(Fingerprint.of(other.environment())));
        String jvm = one.environment().jvm();
        String otherJvm = other.environment().jvm();
        // One record has one runtime, down to the patch.
        if (JavaRuntime.parse(jvm).isLike(JavaRuntime.parse(otherJvm)) && !jvm.equals(otherJvm)) {
            differences.add("Java runtime ('" + jvm + "' / '" + otherJvm + "')");
        }
        if (!one.tool().equals(other.tool())) {
            differences.add("program (" + one.tool() + " / " + other.tool() + ")");
        }
        return differences;
    }

    private void requireNoDuplicates() {
        Map<String, Path> seen = new HashMap<>();
        for (Part part : shards) {
            Path path = part.folder().path();
            for (CellRecord cell : part.run().cells()) {
                Path earlier = seen.putIfAbsent(cell.id(), path);
                if (earlier != null) {
                    throw new UsageException(
                            "cell '" + cell.id() + "' is there twice: in '" + earlier + "' and '" + path + "'");
                }
                if (!part.shard().cells().contains(cell.id())) {
                    throw new UsageException("cell '" + cell.id() + "' of '" + path + "' is not in the plan");
                }
            }
        }
    }

    /** The ids of all cells in the plan's order. */
    private List<String> plan() {
        return shards.get(0).shard().cells();
    }

    /** A description of what is missing; empty if nothing is. */
    Optional<String> gaps() {
        int count = shards.get(0).shard().count();
        Set<Integer> there = shards.stream().map(part -> part.shard().index()).collect(Collectors.toSet());
        List<String> shardsMissing = IntStream.rangeClosed(1, count)
                .filter(index -> !there.contains(index))
                .mapToObj(index -> index + "/" + count)
                .toList();
        Set<String> done = cells().values().stream()
                .filter(cell -> cell.status() != CellStatus.INTERRUPTED)
                .map(CellRecord::id)
                .collect(Collectors.toSet());
        List<String> cellsMissing =
                plan().stream().filter(id -> !done.contains(id)).toList();
        if (shardsMissing.isEmpty() && cellsMissing.isEmpty()) {
            return Optional.empty();
        }
        String names = cellsMissing.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = cellsMissing.size() > MOST_NAMES ? ", ..." : "";
        return Optional.of(
                (shardsMissing.isEmpty() ? "" : "shards " + String.join(", ", shardsMissing) + " are missing; ")
                        + cellsMissing.size() + " of " + plan().size() + " cells are not done: " + names + more);
    }

    private Map<String, CellRecord> cells() {
        return shards.stream()
                .flatMap(part -> part.run().cells().stream())
                .collect(Collectors.toMap(CellRecord::id, Function.identity()));
    }

    /** The folders of the recorded cells. */
    List<CellFolder> cellFolders() {
        return shards.stream()
                .flatMap(part ->
                        part.run().cells().stream().map(cell -> part.folder().cell(cell.id())))
                .toList();
    }

    /**
     * The record of the whole run: the cells in the plan's order, the command without {@code --shard} and
     * {@code --out}.
     */
    RunRecord record(String runId) {
        RunRecord first = shards.get(0).run();
        Map<String, CellRecord> cells = cells();
        List<String> ends = shards.stream()
                .flatMap(part -> Stream.ofNullable(part.run().finishedAt()))
                .sorted()
                .toList();
        RunRecord.Environment environment = first.environment();
        for (Part part : shards) {
            environment = environment.withAlsoCleared(part.run().environment().clearedVariables());
        }
        return new RunRecord(
                RunRecord.SCHEMA,
                runId,
                first.tool(),
                shards.stream()
                        .map(part -> part.run().startedAt())
                        .sorted()
                        .toList()
                        .get(0),
                ends.size() < shards.size() ? null : ends.get(ends.size() - 1),
                first.study(),
                plan().size(),
                first.wholeCommand(),
                environment,
                plan().stream().flatMap(id -> Stream.ofNullable(cells.get(id))).toList(),
                yardsticks());
    }

    /**
     * Shards that trained on the same samples have each measured them; one that failed counts where all have. Equations were
     * solved as accurately as the best network of a shard: the most accurate counts.
     */
    private List<Yardstick> yardsticks() {
        List<Yardstick> all = new ArrayList<>();
        for (Part part : shards) {
            for (Yardstick yardstick : part.run().yardsticks()) {
                int known = IntStream.range(0, all.size())
                        .filter(i -> yardstick.isOfTheSameSamples(all.get(i)))
                        .findFirst()
                        .orElse(all.size());
                if (known == all.size()) {
                    all.add(yardstick);
                } else if (isBetter(yardstick, all.get(known))) {
                    all.set(known, yardstick);
                }
            }
        }
        return all;
    }

    private static boolean isBetter(Yardstick one, Yardstick other) {
        if (one.problem() != null || other.problem() != null) {
            return one.problem() == null;
        }
        return one.isOfAnEquation()
                && one.testMse() != null
                && other.testMse() != null
                && one.testMse() < other.testMse();
    }
}
