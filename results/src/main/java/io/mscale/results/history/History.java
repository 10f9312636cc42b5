package io.mscale.results.history;

import io.mscale.record.file.AtomicFile;
import io.mscale.record.file.Digest;
import io.mscale.record.json.RecordJson;
import io.mscale.record.run.Fingerprint;
import io.mscale.record.run.LikeMachines;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A history, stored in a folder:
 *
 * <pre>
 *   runs/&lt;machine&gt;/&lt;time&gt;-&lt;digest&gt;.json   one file per run, never changed
 *   baselines/&lt;name&gt;/&lt;machine&gt;.json           the run that a name refers to
 * </pre>
 */
public record History(Path folder) {

    /**
     * Hexadecimal digits of the digest in a file name: 48 bits make a collision within one machine and time negligible.
     */
    private static final int DIGITS = 12;

    public boolean exists() {
        return Files.isDirectory(runs());
    }

    Path runs() {
        return folder.resolve("runs");
    }

    public Baselines baselines() {
        return new Baselines(this);
    }

    /**
     * Adds a run. Adding the same run again changes nothing; a truncated file is rewritten.
     *
     * @return the run as stored in the history
     * @throws IllegalArgumentException if the record's start time is invalid
     * @throws IOException if the file cannot be written; the history is then unchanged
     */
    public HistoryRun add(HistoryEntry entry) throws IOException {
        Instant started = startedAt(entry.run());
        String time = RunFolder.timeName(started);
        Path machine = runs().resolve(Fingerprint.of(entry.run().environment()).key());
        Path file = machine.resolve(time + "-" + digest(entry) + ".json");
        if (!holds(file)) {
            Optional<HistoryRun> earlier = addedBefore(time, entry);
            if (earlier.isPresent()) {
                return earlier.get();
            }
            HistoryEntry placed =
                    newestAfter(machine, started).map(entry::after).orElse(entry);
            Files.createDirectories(machine);
            writeOnce(file, RecordJson.compact(placed));
            return new HistoryRun(file, placed, started);
        }
        return new HistoryRun(file, entry, started);
    }

    /** Returns the machine's last run, if that started more than a day after the given time; told by the files' names. */
    private Optional<String> newestAfter(Path machine, Instant started) throws IOException {
        String limit = RunFolder.timeName(started.plus(Duration.ofDays(1)));
        return files().stream()
                .filter(file -> machine.equals(file.getParent()))
                .max(Comparator.comparing(file -> String.valueOf(file.getFileName())))
                .filter(file -> String.valueOf(file.getFileName()).compareTo(limit) > 0)
                .flatMap(file -> read(file).runs().stream().findFirst())
                .filter(run -> run.clockProblem().isEmpty())
                .map(HistoryRun::runId);
    }

    /**
     * Finds the same run under another name: an older version, whose records had fewer fields, computed other digests of
     * run and machine.
     */
    private Optional<HistoryRun> addedBefore(String time, HistoryEntry entry) throws IOException {
        if (!exists()) {
            return Optional.empty();
        }
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(runs(), Files::isDirectory)) {
            for (Path machine : machines) {
                Optional<HistoryRun> found = addedBefore(machine, time, entry);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<HistoryRun> addedBefore(Path machine, String time, HistoryEntry entry) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(machine, time + "-*.json")) {
            for (Path file : files) {
                Optional<HistoryRun> run = mentions(file, entry.run().runId())
                        ? read(file).runs().stream().findFirst()
                        : Optional.empty();
                if (run.isPresent() && run.get().record().equals(entry.record())) {
                    return run;
                }
            }
        }
        return Optional.empty();
    }

    /**
     * Returns whether the file is intact. Its name is a digest of its content, so any readable file is the right run.
     */
    private static boolean holds(Path file) {
        try {
            readRun(file);
            return true;
        } catch (IOException | IllegalArgumentException e) {
            return false;
        }
    }

    /** The id of the run in a file; empty if it cannot be read. */
    static Optional<String> idOf(Path file) {
        return read(file).runs().stream().findFirst().map(HistoryRun::runId);
    }

    /** Searches the text first, because parsing takes much longer. */
    private static boolean mentions(Path file, String runId) {
        try {
            return Files.readString(file).contains(runId);
        } catch (IOException e) {
            return false;
        }
    }

    /** Writes a file unless it exists: if two processes add the same run at once, the second one finds it there. */
    private static void writeOnce(Path file, String content) throws IOException {
        try {
            AtomicFile.write(file, content);
        } catch (IOException e) {
            if (!holds(file)) {
                throw e;
            }
        }
    }

    /** Computes the digest of an entry, without the time at which it was added. */
    private static String digest(HistoryEntry entry) throws IOException {
        return Digest.of(RecordJson.compact(entry.record()), DIGITS);
    }

    /**
     * Returns when a run started.
     *
     * @throws IllegalArgumentException if the record's start time is not a time in UTC
     */
    public static Instant startedAt(RunRecord run) {
        try {
            return Instant.parse(run.startedAt());
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("its startedAt '" + run.startedAt() + "' is not a time in UTC", e);
        }
    }

    /**
     * The contents of a history.
     *
     * @param runs the runs in the order of their commits, or of their start where the commit's date is unknown; each once
     * @param repeated files that hold another record of one of these runs, such as one from before the run was resumed, or
     *     under another commit
     * @param problems one line for each unreadable file, with the reason; the files are left unchanged
     */
    public record Contents(List<HistoryRun> runs, List<HistoryRun> repeated, List<String> problems) {

        public Contents {
            runs = List.copyOf(runs);
            repeated = List.copyOf(repeated);
            problems = List.copyOf(problems);
        }
    }

    private static final Comparator<HistoryRun> ORDER = Comparator.comparing(HistoryRun::place)
            .thenComparing(HistoryRun::startedAt)
            .thenComparing(run -> String.valueOf(run.file().getFileName()));

    /** Of several records of one run the last counts that has most cells. */
    private static final Comparator<HistoryRun> FULLNESS = Comparator.comparingLong(HistoryRun::ended)
            .thenComparing(run -> run.entry().run().finishedAt() != null)
            .thenComparing(run -> run.entry().addedAt())
            .thenComparing(run -> String.valueOf(run.file().getFileName()));

    /** Reads all runs. Corrupt files are skipped and reported. */
    public Contents read() throws IOException {
        List<Contents> files = files().parallelStream().map(History::read).toList();
        List<HistoryRun> runs = new ArrayList<>();
        List<HistoryRun> repeated = new ArrayList<>();
        Evidence.groupBy(files.stream().flatMap(file -> file.runs().stream()).toList(), HistoryRun::runId)
                .values()
                .forEach(ofOne -> {
                    HistoryRun fullest = Collections.max(ofOne, FULLNESS);
                    runs.add(fullest);
                    ofOne.stream().filter(run -> !run.equals(fullest)).forEach(repeated::add);
                });
        runs.sort(ORDER);
        repeated.sort(ORDER);
        return new Contents(
                runs,
                repeated,
                files.stream().flatMap(file -> file.problems().stream()).toList());
    }

    private List<Path> files() throws IOException {
        if (!exists()) {
            return List.of();
        }
        // A walk would look at every file, and fail if another process renames a temporary one meanwhile.
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> machines = Files.newDirectoryStream(runs(), Files::isDirectory)) {
            for (Path machine : machines) {
                try (DirectoryStream<Path> runs = Files.newDirectoryStream(machine, "*.json")) {
                    runs.forEach(files::add);
                }
            }
        }
        Collections.sort(files);
        return files;
    }

    private static Contents read(Path file) {
        try {
            return new Contents(List.of(readRun(file)), List.of(), List.of());
        } catch (IOException e) {
            return new Contents(List.of(), List.of(), List.of(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException e) {
            return new Contents(List.of(), List.of(), List.of(file + ": " + e.getMessage()));
        }
    }

    /**
     * Reads one run.
     *
     * @throws NoSuchFileException if the file does not exist
     * @throws IOException if it is damaged or not a history entry
     */
    static HistoryRun readRun(Path file) throws IOException {
        HistoryEntry entry = RecordJson.read(file, HistoryEntry.class, HistoryEntry.SCHEMA, "history entry");
        if (!entry.run().schema().equals(RunRecord.SCHEMA)) {
            throw new IOException(file + " holds a run record of another version, '"
                    + entry.run().schema() + "'; this program reads '" + RunRecord.SCHEMA + "'");
        }
        return new HistoryRun(file, entry, startedAt(entry.run()));
    }

    /**
     * Returns the runs that may be deleted: all but the newest of each machine, and other records of a run; never one that a
     * baseline refers to.
     *
     * @param keep the number of runs to keep per machine
     * @param before only runs that started before this time are returned
     */
    public List<HistoryRun> prunable(Contents contents, int keep, Instant before) throws IOException {
        Set<Path> named = baselines().allNames().byFile().keySet();
        List<HistoryRun> runs = contents.runs();
        List<HistoryRun> newestFirst = new ArrayList<>(runs);
        newestFirst.sort(ORDER.reversed());
        List<HistoryRun> prunable = new ArrayList<>();
        LikeMachines machines =
                new LikeMachines(runs.stream().map(HistoryRun::machine).toList());
        Evidence.groupBy(newestFirst, run -> machines.of(run.machine()))
                .values()
                .forEach(ofMachine -> ofMachine.stream()
                        .skip(keep)
                        .filter(run -> run.startedAt().isBefore(before) && !named.contains(run.file()))
                        .forEach(prunable::add));
        contents.repeated().stream().filter(run -> !named.contains(run.file())).forEach(prunable::add);
        return prunable;
    }
}
