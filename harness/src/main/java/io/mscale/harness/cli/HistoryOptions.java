package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Options of {@code history}: an action, its subjects, and the action's own options. */
public final class HistoryOptions extends CommonOptions {

    /** The actions on a history. */
    public enum Action {
        ADD,
        LIST,
        SHOW,
        PRUNE,
        REPORT;

        /** The word users type. */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    @Parameter
    private List<String> words = new ArrayList<>();

    @Parameter(names = "--history", converter = Converters.Folder.class)
    private @Nullable Path history;

    @Parameter(names = "--baseline")
    private @Nullable String baseline;

    @Parameter(names = "--commit")
    private @Nullable String commit;

    @Parameter(names = "--keep", converter = Converters.PositiveInt.class)
    private @Nullable Integer keep;

    @Parameter(names = "--before", converter = Converters.Day.class)
    private @Nullable Instant before;

    @Parameter(names = "--dry-run")
    private boolean dryRun;

    @Parameter(names = "--out", converter = Converters.Folder.class)
    private @Nullable Path out;

    @Parameter(names = "--json")
    private boolean json;

    /**
     * The action.
     *
     * @throws UsageException if it is missing or unknown, or an option of another action is present
     */
    public Action action() {
        List<String> ids = List.of(Action.values()).stream().map(Action::id).toList();
        if (words.isEmpty()) {
            throw new UsageException("history takes an action: " + String.join(", ", ids));
        }
        Action action = List.of(Action.values()).stream()
                .filter(candidate -> candidate.id().equals(words.get(0)))
                .findFirst()
                .orElseThrow(() -> Names.unknown("action of history", words.get(0), ids));
        given().forEach((option, actions) -> {
            if (!actions.contains(action)) {
                throw new UsageException(option + " is no option of history " + action.id() + "; it goes with: "
                        + String.join(", ", actions.stream().map(Action::id).toList()));
            }
        });
        return action;
    }

    /** The options given, each with the actions that accept it. */
    private Map<String, List<Action>> given() {
        Map<String, List<Action>> given = new LinkedHashMap<>();
        note(given, "--baseline", baseline != null, Action.ADD, Action.SHOW);
        note(given, "--commit", commit != null, Action.ADD);
        note(given, "--keep", keep != null, Action.PRUNE);
        note(given, "--before", before != null, Action.PRUNE);
        note(given, "--dry-run", dryRun, Action.PRUNE);
        note(given, "--out", out != null, Action.REPORT);
        note(given, "--json", json, Action.LIST);
        return given;
    }

    private static void note(Map<String, List<Action>> given, String option, boolean isGiven, Action... actions) {
        if (isGiven) {
            given.put(option, List.of(actions));
        }
    }

    /** The subjects of the action: runs to add, or the run to show. */
    public List<String> subjects() {
        return List.copyOf(words.subList(1, words.size()));
    }

    /** The history's folder. */
    public Path history() {
        if (history == null) {
            throw new UsageException("--history is missing: the folder of the history");
        }
        return history;
    }

    /** The baseline name to assign or to look up. */
    public Optional<String> baseline() {
        return Optional.ofNullable(baseline);
    }

    /** The commit that was measured. */
    public Optional<String> commit() {
        return Optional.ofNullable(commit);
    }

    /** The number of runs to keep per machine. */
    public Optional<Integer> keep() {
        return Optional.ofNullable(keep);
    }

    /** Prune only runs that started before this time. */
    public Optional<Instant> before() {
        return Optional.ofNullable(before);
    }

    /** Whether to print what would be removed without removing it. */
    public boolean dryRun() {
        return dryRun;
    }

    /** The file of the HTML page. */
    public Optional<Path> out() {
        return Optional.ofNullable(out);
    }

    /** Whether to print JSON. */
    public boolean json() {
        return json;
    }
}
