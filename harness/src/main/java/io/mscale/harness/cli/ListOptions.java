package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.api.option.Names;
import java.util.ArrayList;
import java.util.List;

/** Options of {@code list}. */
public final class ListOptions extends BackendsOptions {

    /** What can be listed. */
    public static final List<String> KINDS = List.of("backends", "tasks", "variants", "activations", "studies");

    @Parameter
    private List<String> kinds = new ArrayList<>();

    @Parameter(names = "--json")
    private boolean json;

    /** What to list; everything if the user named nothing. */
    public List<String> kinds() {
        for (String kind : kinds) {
            if (!KINDS.contains(kind)) {
                throw Names.unknown("list", kind, KINDS);
            }
        }
        return kinds.isEmpty() ? KINDS : List.copyOf(kinds);
    }

    /** Whether to print JSON. */
    public boolean json() {
        return json;
    }
}
