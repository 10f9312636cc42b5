package io.mscale.record.cell;

import io.mscale.api.task.Units;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a cell's task was made from.
 *
 * @param options all its options with their values, by name; empty for a task without options
 * @param files the files it read
 * @param units the units of the user's data; null if the task's numbers are shown as they are
 */
public record TaskSettings(
        Map<String, String> options,
        List<DataFile> files,
        @Nullable Units units) {

    /** Those of a task without options, and of records of versions that knew no other. */
    public static final TaskSettings NONE = new TaskSettings(Map.of(), List.of(), null);

    public TaskSettings {
        Objects.requireNonNull(options, "options");
        Objects.requireNonNull(files, "files");
        options = Collections.unmodifiableMap(new LinkedHashMap<>(options)); // keeps the order
        files = List.copyOf(files);
    }

    /** The options by what they stand for, a file by its digest: equal for equal tasks, wherever their files lie. */
    public Map<String, String> content() {
        Map<String, String> content = new LinkedHashMap<>(options);
        content.replaceAll((name, value) -> files.stream()
                .filter(file -> file.path().equals(value))
                .map(file -> "sha256:" + file.sha256())
                .findFirst()
                .orElse(value));
        return content;
    }

    /** Why the task cannot be made again: the first file that is not what it was; empty if all are. */
    public Optional<String> problem() {
        return files.stream().map(DataFile::problem).flatMap(Optional::stream).findFirst();
    }
}
