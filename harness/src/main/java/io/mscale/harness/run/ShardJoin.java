package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.run.ShardRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The shards of a plan, to be merged.
 *
 * @param shards the shards in the order named, at least one
 */
record ShardJoin(List<Part> shards) {

    private static final int MOST_NAMES = 5;

    /** A shard on disk. */
    record Part(RunFolder folder, RunRecord run, ShardRecord shard) {}

    /**
     * Checks that the shards belong to one plan, one machine and one program version, and that none is duplicated.
     *
     * @param force whether machines and program versions may differ
     * @throws UsageException if they do not belong together
     */
    void requireOneRun(boolean force) {
        Part first = shards.get(0);
        Map<Integer, Path> seen = new LinkedHashMap<>();
        for (Part part : shards) {
            Path path = part.folder().path();
            ShardRecord shard = part.shard();
            if (shard.count() != first.shard().count()
                    || !shard.plan().equals(first.shard().plan())
                    || !shard.cells().equals(first.shard().cells())) {
                throw new UsageException("'" + path + "' is shard " + shard.index() + "/" + shard.count()
                        + " of another plan than '" + first.folder().path() + "': their settings are mixed");
            }
            Path earlier = seen.putIfAbsent(shard.index(), path);
            if (earlier != null) {
                throw new UsageException("shard " + shard.index() + "/" + shard.count() + " is there twice: '" + earlier
                        + "' and '" + path + "'");
            }
            List<String> differences =
                    new ArrayList<>(Fingerprint.of(first.run().environment())
                            .differences(Fingerprint.of(part.run().environment())));
            if (!first.run().tool().equals(part.run().tool())) {
                differences.add(
                        "program (" + first.run().tool() + " / " + part.run().tool() + ")");
            }
            if (!differences.isEmpty() && !force) {
                throw new UsageException("the shards are not of one machine and program ('"
                        + first.folder().path()
                        + "' / '" + path + "'): " + String.join(", ", differences)
                        + "; --force joins them all the same");
            }
        }
        requireNoDuplicates();
    }

    private void requireNoDuplicates() {
        Map<String, Path> seen = new LinkedHashMap<>();
        for (Part part : shards) {
            for (CellRecord cell : part.run().cells()) {
                Path path = part.folder().path();
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

    /** A description of what is missing; empty if nothing is. */
    Optional<String> gaps() {
        ShardRecord first = shards.get(0).shard();
        List<Integer> there = shards.stream().map(part -> part.shard().index()).toList();
        List<String> shardsMissing = IntStream.rangeClosed(1, first.count())
                .filter(index -> !there.contains(index))
                .mapToObj(index -> index + "/" + first.count())
                .toList();
        Map<String, CellRecord> cells = cells();
        List<String> cellsMissing = first.cells().stream()
                .filter(id -> {
                    CellRecord cell = cells.get(id);
                    return cell == null || cell.status() == CellStatus.INTERRUPTED;
                })
                .toList();
        if (shardsMissing.isEmpty() && cellsMissing.isEmpty()) {
            return Optional.empty();
        }
        String names = cellsMissing.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = cellsMissing.size() > MOST_NAMES ? ", ..." : "";
        return Optional.of(
                (shardsMissing.isEmpty() ? "" : "shards " + String.join(", ", shardsMissing) + " are missing; ")
                        + cellsMissing.size() + " of " + first.cells().size() + " cells are not done: " + names + more);
    }

    private Map<String, CellRecord> cells() {
        return shards.stream()
                .flatMap(part -> part.run().cells().stream())
                .collect(Collectors.toMap(CellRecord::id, Function.identity()));
    }

    /** The folders of the cells by id, in the plan's order; missing cells are left out. */
    Map<String, Path> cellFolders() {
        Map<String, Path> folders = new LinkedHashMap<>();
        for (String id : shards.get(0).shard().cells()) {
            shards.stream()
                    .filter(part -> part.run().cells().stream()
                            .anyMatch(cell -> cell.id().equals(id)))
                    .findFirst()
                    .ifPresent(part -> folders.put(id, part.folder().cell(id).path()));
        }
        return folders;
    }

    /**
     * The record of the whole run: the cells in the plan's order, the command without {@code --shard} and
     * {@code --out}.
     */
    RunRecord record(String runId) {
        RunRecord first = shards.get(0).run();
        Map<String, CellRecord> cells = cells();
        String started = shards.stream()
                .map(part -> part.run().startedAt())
                .min(String::compareTo)
                .orElseThrow();
        boolean finished = shards.stream().allMatch(part -> part.run().finishedAt() != null);
        String last = shards.stream()
                .map(part -> part.run().finishedAt())
                .filter(Objects::nonNull)
                .max(String::compareTo)
                .orElse(null);
        return new RunRecord(
                RunRecord.SCHEMA,
                runId,
                first.tool(),
                started,
                finished ? last : null,
                first.study(),
                withoutShard(first.command()),
                shards.stream()
                        .map(part -> part.run().environment().clearedVariables())
                        .reduce(
                                first.environment(),
                                RunRecord.Environment::withAlsoCleared,
                                (one, other) -> one.withAlsoCleared(other.clearedVariables())),
                shards.get(0).shard().cells().stream()
                        .map(cells::get)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static List<String> withoutShard(List<String> command) {
        List<String> words = new ArrayList<>();
        for (int i = 0; i < command.size(); i++) {
            String word = command.get(i);
            if (word.equals("--shard") || word.equals("--out")) {
                i++;
            } else if (!word.startsWith("--shard=") && !word.startsWith("--out=")) {
                words.add(word);
            }
        }
        return words;
    }
}
