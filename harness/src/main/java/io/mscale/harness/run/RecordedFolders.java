package io.mscale.harness.run;

import io.mscale.harness.UsageException;
import io.mscale.harness.cli.BackendsCommand;
import io.mscale.harness.cli.RecordedWords;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.FoundBackend;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.json.RecordJson;
import io.mscale.record.json.UnreadableRecordException;
import io.mscale.record.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The folders of plug-ins that a run was begun with, by its record. They hold for the rest of the run, too, unless the
 * user names others.
 *
 * @param words the recorded command line
 */
record RecordedFolders(List<String> words) {

    /** Of a run that is not resumed. */
    static final RecordedFolders NONE = new RecordedFolders(List.of());

    RecordedFolders {
        words = List.copyOf(words);
    }

    /** The folders of the run to be resumed; none if its record cannot be read, which is told later. */
    static RecordedFolders of(Path run) throws IOException {
        Path record = new RunFolder(run).run();
        if (!Files.isRegularFile(record)) {
            return NONE;
        }
        try {
            return new RecordedFolders(RecordJson.readRun(record).command());
        } catch (UnreadableRecordException e) {
            return NONE;
        }
    }

    /** The folder of backends, if it is still there. */
    Optional<Path> backends() {
        return folder(BackendsCommand.FOLDER).filter(Files::isDirectory);
    }

    /** The folder of tasks, if it is still there. */
    Optional<Path> tasks() {
        return folder(TaskOptions.FOLDER).filter(Files::isDirectory);
    }

    private Optional<Path> folder(String option) {
        return RecordedWords.value(words, option).map(Path::of);
    }

    /**
     * Checks that the cells can be trained with what was found, so that none of them fails only for want of a folder.
     *
     * @throws UsageException if a backend or a task is not there; the message names its folder and how to give another
     */
    void requireFound(Bench bench, List<CellSpec> cells) {
        Set<String> backends = ids(bench.backends().all().stream().map(FoundBackend::id));
        Set<String> tasks = ids(bench.tasks().all().stream().map(Tasks.Found::id));
        for (CellSpec cell : cells) {
            require("backend", cell.backend(), backends, BackendsCommand.FOLDER);
            require("task", cell.task(), tasks, TaskOptions.FOLDER);
        }
    }

    private static Set<String> ids(Stream<String> found) {
        return found.collect(Collectors.toSet());
    }

    private void require(String what, String id, Set<String> found, String option) {
        if (found.contains(id)) {
            return;
        }
        String where = folder(option)
                .map(folder -> "the run had it from '" + folder + "', which "
                        + (Files.isDirectory(folder) ? "holds it no more" : "is no longer there"))
                .orElse("this distribution has none of that name");
        throw new UsageException("--resume: " + what + " '" + id + "' is missing: " + where
                + "; name the folder that has it with " + option + " DIR");
    }
}
