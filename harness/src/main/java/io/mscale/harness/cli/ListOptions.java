package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.option.Names;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Options of {@code list}. */
public final class ListOptions extends BackendsOptions {

    /** What can be listed. */
    public static final List<String> KINDS = List.of("backends", "tasks", "variants", "activations", "studies");

    @Parameter
    private List<String> kinds = new ArrayList<>();

    @ParametersDelegate
    private final TasksFolderOption folder = new TasksFolderOption();

    @Parameter(names = "--json")
    private boolean json;

    /** The kinds to list; all of them if the user named none. */
    public List<String> kinds() {
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw Names.unknown("list", kind, KINDS);
            }
        }
        return kinds.isEmpty() ? KINDS : List.copyOf(kinds);
    }

    /** A folder with jars of additional tasks. */
    public Optional<Path> tasksDir() {
        return folder.tasksDir();
    }

    /** Whether to print JSON. */
    public boolean json() {
        return json;
    }
}
