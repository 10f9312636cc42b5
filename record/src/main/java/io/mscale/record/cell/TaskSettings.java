package io.mscale.record.cell;

import io.mscale.api.task.Units;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Options and files that a cell's task was made from.
 *
 * @param options values of all its options, by name; empty for a task without options
 * @param files the files it read
 * @param units the units of the user's data; null if the task's numbers are shown as they are
 */
public record TaskSettings(
        Map<String, String> options,
        List<DataFile> files,
        @Nullable Units units) {

    /** Settings of a task without options, and of records that predate task settings. */
    public static final TaskSettings NONE = new TaskSettings(Map.of(), List.of(), null);

    public TaskSettings {
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options)); // keeps the order
        files = List.copyOf(files);
    }

    /**
     * The options by meaning, with a file replaced by its digest: equal for equal tasks, wherever their files are.
     */
    public Map<String, String> content() {
        Map<String, String> content = new LinkedHashMap<>(options);
        content.replaceAll((name, value) -> files.stream()
                .filter(file -> file.path().equals(value))
                .map(file -> "sha256:" + file.sha256())
                .findFirst()
                .orElse(value));
        return content;
    }

    /** Why the task cannot be recreated: the first file that has changed; empty if none has. */
    public Optional<String> problem() {
        return files.stream().map(DataFile::problem).flatMap(Optional::stream).findFirst();
    }
}
