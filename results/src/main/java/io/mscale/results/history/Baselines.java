package io.mscale.results.history;

import io.mscale.record.file.AtomicFile;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.Fingerprint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The named runs of a history. A name refers to one run per machine, since times of other machines are not comparable. */
public record Baselines(History history) {

    private Path folder() {
        return history.folder().resolve("baselines");
    }

    private Path file(String name, Fingerprint machine) {
        return folder().resolve(Baseline.requireName(name)).resolve(machine.key() + ".json");
    }

    /**
     * Makes a name refer to a run on that run's machine, replacing any earlier one.
     *
     * @throws IllegalArgumentException if the name is invalid
     */
    public void set(String name, HistoryRun run, Instant now) throws IOException {
        Path file = file(name, run.machine());
        Files.createDirectories(file.getParent());
        String target = history.folder().relativize(run.file()).toString().replace('\\', '/');
        AtomicFile.write(file, RecordJson.text(new Baseline(Baseline.SCHEMA, name, target, now.toString())));
    }

    /**
     * Returns the run that a name refers to on a machine; empty if there is none. If there is none under the machine's
     * own key, it is the one set last of those whose machines have no differences to it: those of earlier versions, or
     * where a container hides what tells machines apart.
     *
     * @throws IllegalArgumentException if the name is invalid
     * @throws IOException if a file is damaged, or the run's file is missing
     */
    public Optional<HistoryRun> find(String name, Fingerprint machine) throws IOException {
        Optional<HistoryRun> own = run(file(name, machine));
        if (own.isPresent()) {
            return own;
        }
        HistoryRun like = null;
        String likeSetAt = "";
        for (Path file : children(folder().resolve(Baseline.requireName(name)))) {
            Optional<HistoryRun> run = run(file);
            if (run.isPresent() && run.get().machine().differences(machine).isEmpty()) {
                String setAt = read(file).setAt();
                if (like == null || setAt.compareTo(likeSetAt) > 0) {
                    like = run.get();
                    likeSetAt = setAt;
                }
            }
        }
        return Optional.ofNullable(like);
    }

    /**
     * Returns the runs that a name refers to, one per machine.
     *
     * @throws IllegalArgumentException if the name is invalid
     * @throws IOException if a file is damaged
     */
    public List<HistoryRun> find(String name) throws IOException {
        List<HistoryRun> runs = new ArrayList<>();
        for (Path file : children(folder().resolve(Baseline.requireName(name)))) {
            run(file).ifPresent(runs::add);
        }
        return runs;
    }

    /** Returns all names in alphabetical order. */
    public List<String> names() throws IOException {
        return children(folder()).stream()
                .filter(Files::isDirectory)
                .map(name -> String.valueOf(name.getFileName()))
                .toList();
    }

    /**
     * All names and what they refer to.
     *
     * @param byFile by the run's file
     * @param byRun by the run's id, since a run may have several files
     */
    public record Names(Map<Path, List<String>> byFile, Map<String, List<String>> byRun) {

        public List<String> of(HistoryRun run) {
            return byRun.getOrDefault(run.record().runId(), byFile.getOrDefault(run.file(), List.of()));
        }
    }

    public Names allNames() throws IOException {
        Map<Path, List<String>> byFile = new HashMap<>();
        Map<String, List<String>> byRun = new HashMap<>();
        for (String name : names()) {
            for (Path baseline : children(folder().resolve(name))) {
                Optional<Path> target = target(baseline);
                target.ifPresent(file -> add(byFile, file, name));
                target.flatMap(History::idOf).ifPresent(id -> add(byRun, id, name));
            }
        }
        return new Names(byFile, byRun);
    }

    private static <K> void add(Map<K, List<String>> names, K key, String name) {
        List<String> all = names.computeIfAbsent(key, same -> new ArrayList<>());
        if (!all.contains(name)) {
            all.add(name);
        }
    }

    private Optional<HistoryRun> run(Path baseline) throws IOException {
        Optional<Path> target = target(baseline);
        try {
            return target.isEmpty() ? Optional.empty() : Optional.of(History.readRun(target.get()));
        } catch (NoSuchFileException e) {
            // Deleted by hand, or a cache was restored in part: either way a build must not pass because of it.
            throw new IOException(
                    baseline + " names the run " + target.get().getFileName()
                            + ", which is gone from the history; add it again, or another with --baseline",
                    e);
        }
    }

    private static Baseline read(Path baseline) throws IOException {
        return RecordJson.read(baseline, Baseline.class, Baseline.SCHEMA, "baseline");
    }

    private Optional<Path> target(Path baseline) throws IOException {
        if (!Files.exists(baseline)) {
            return Optional.empty();
        }
        Baseline read = read(baseline);
        Path target = history.folder().resolve(read.run()).normalize();
        if (!target.startsWith(history.runs().normalize())) {
            throw new IOException(baseline + " names '" + read.run() + "', which is not in the history");
        }
        // Resolve as the history itself does, so that the paths can be compared.
        return Optional.of(history.folder().resolve(read.run()));
    }

    private static List<Path> children(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.filter(
                            file -> Files.isDirectory(file) || file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }
}
