package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import com.beust.jcommander.ParametersDelegate;
import com.beust.jcommander.converters.IParameterSplitter;
import io.mscale.harness.UsageException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The selected tasks and their options. Those of built-in tasks are fields; third parties' arrive as {@code --task-option
 * NAME=VALUE}, which is how {@link PluginOptions} passes on those written {@code --NAME VALUE}. The tasks validate the
 * values.
 */
@Parameters(separators = "=")
public final class TaskOptions {

    /** The option that carries third-party tasks' options. */
    public static final String GENERIC = "--task-option";

    private static final String TASK = "--task";

    /** The option that names the folder of third-party tasks. */
    public static final String FOLDER = "--tasks-dir";

    @Parameter(names = FOLDER)
    private @Nullable Path tasksDir;

    @Parameter(names = TASK, listConverter = OptionReaders.Ids.class)
    private List<String> tasks = new ArrayList<>();

    @Parameter(names = GENERIC, splitter = Whole.class)
    private List<String> pairs = new ArrayList<>();

    @Parameter(names = "--image")
    private @Nullable String image;

    @Parameter(names = "--max-pixels")
    private @Nullable String maxPixels;

    @Parameter(names = "--data")
    private @Nullable String data;

    @Parameter(names = "--inputs")
    private @Nullable String inputs;

    @Parameter(names = "--output")
    private @Nullable String output;

    @Parameter(names = "--test-share")
    private @Nullable String testShare;

    @Parameter(names = "--split")
    private @Nullable String split;

    @ParametersDelegate
    private final TableOptions table = new TableOptions();

    @Parameter(names = "--dimension")
    private @Nullable String dimension;

    @Parameter(names = "--kmax")
    private @Nullable String kmax;

    @Parameter(names = "--bands")
    private @Nullable String bands;

    @Parameter(names = "--ring")
    private @Nullable String ring;

    /** The options, with dashes, that third parties' tasks have and users may write like the program's own. */
    Set<String> ofPlugins = Set.of();

    /** A folder with jars of additional tasks. */
    public Optional<Path> tasksDir() {
        return Optional.ofNullable(tasksDir);
    }

    /** The tasks the user named; empty if none. */
    public List<String> tasks() {
        return List.copyOf(tasks);
    }

    /** The user's task options, keyed by name without dashes. */
    public Map<String, String> choices() {
        Map<String, String> choices = new LinkedHashMap<>();
        put(choices, "image", image);
        put(choices, "max-pixels", maxPixels);
        put(choices, "data", data);
        put(choices, "inputs", inputs);
        put(choices, "output", output);
        put(choices, "test-share", testShare);
        put(choices, "split", split);
        choices.putAll(table.choices());
        put(choices, "dimension", dimension);
        put(choices, "kmax", kmax);
        put(choices, "bands", bands);
        put(choices, "ring", ring);
        for (String pair : pairs) {
            int equals = pair.indexOf('=');
            if (equals < 1) {
                throw new UsageException(GENERIC + ": '" + pair + "' is not NAME=VALUE");
            }
            String name = pair.substring(0, equals);
            if (choices.containsKey(name)) {
                throw new UsageException(
                        ofPlugins.contains("--" + name)
                                ? "--" + name + ": given more than once"
                                : GENERIC + ": '" + name + "' is given more than once");
            }
            String value = pair.substring(equals + 1);
            CommandLine.rejectBlank(GENERIC + " " + name + ": its value", value);
            choices.put(name, value);
        }
        return choices;
    }

    /** The built-in tasks' options, with dashes. */
    static Set<String> ofBuiltInTasks() {
        Set<String> names = CommandLine.optionNames(TaskOptions.class);
        names.removeAll(Set.of(TASK, FOLDER, GENERIC));
        return names;
    }

    /** An option as the user writes it: {@code --dimension}, {@code --task-option colour}. */
    public String words(String name) {
        if (ofPlugins.contains("--" + name)) {
            return "--" + name;
        }
        boolean isPair = pairs.stream().anyMatch(pair -> pair.startsWith(name + "="));
        boolean isOwn = ofBuiltInTasks().contains("--" + name);
        return isPair || !isOwn ? GENERIC + " " + name : "--" + name;
    }

    static void put(Map<String, String> choices, String name, @Nullable String value) {
        if (value != null) {
            choices.put(name, value);
        }
    }

    /** Does not split: values may contain commas. */
    static final class Whole implements IParameterSplitter {
        @Override
        public List<String> split(String value) {
            return List.of(value);
        }
    }
}
