package io.mscale.harness.cli;

import io.mscale.api.task.TaskOption;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Options of third parties' tasks written like the program's own, as in {@code --slope 3}. The parser knows none of
 * them, so they are passed to it as pairs: {@code --task-option slope=3}.
 */
public final class PluginOptions {

    private PluginOptions() {}

    /** How users write a task's option: with its own name, unless the program has another option of that name. */
    public static String usage(TaskOption option) {
        return isFree(option.name())
                ? "--" + option.name() + " " + option.value()
                : TaskOptions.GENERIC + " " + option.name() + "=" + option.value();
    }

    private static boolean isFree(String name) {
        return TaskOptions.ofBuiltInTasks().contains("--" + name) || !reserved().contains("--" + name);
    }

    /** The options of all commands that train tasks, so that an option is written alike for each of them. */
    private static Set<String> reserved() {
        return Stream.of(CommandName.values())
                .map(CommandName::create)
                .filter(RunOptions.class::isInstance)
                .flatMap(command -> CommandLine.optionNames(command.getClass()).stream())
                .collect(Collectors.toSet());
    }

    /**
     * The names, with dashes, that third parties' tasks add to a command's options. Tasks are looked for only if a word
     * looks like an option that the command does not have.
     *
     * @param known the command's own options
     */
    static Set<String> find(Set<String> known, List<String> words) {
        boolean isSought =
                words.stream().map(CommandLine::name).anyMatch(name -> name.startsWith("--") && !known.contains(name));
        if (!isSought || !known.contains(TaskOptions.GENERIC)) {
            return Set.of();
        }
        try {
            return Tasks.discover(Distribution.ofThisProgram(), tasksDir(words)).usable().stream()
                    .flatMap(task -> task.options().stream())
                    .map(TaskOption::name)
                    .filter(name -> !known.contains("--" + name) && isFree(name))
                    .map("--"::concat)
                    .collect(Collectors.toCollection(TreeSet::new));
        } catch (IOException e) {
            throw new UsageException("the tasks cannot be listed: " + e.getMessage());
        }
    }

    private static Optional<Path> tasksDir(List<String> words) {
        return RecordedWords.value(words, TaskOptions.FOLDER).map(Path::of);
    }

    /**
     * The words with those options as pairs.
     *
     * @param options the options, with dashes
     * @param withValue all options that take a value, these included
     */
    static List<String> asPairs(Set<String> options, Set<String> withValue, List<String> words) {
        List<String> pairs = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = CommandLine.name(word);
            boolean hasOwnValue = !word.equals(name);
            if (options.contains(name)) {
                if (!hasOwnValue && i + 1 == words.size()) {
                    throw new UsageException(name + ": its value is missing");
                }
                String value = hasOwnValue ? word.substring(name.length() + 1) : words.get(++i);
                pairs.add(TaskOptions.GENERIC);
                pairs.add(name.substring(2) + "=" + value);
                continue;
            }
            pairs.add(word);
            if (withValue.contains(name) && !hasOwnValue && i + 1 < words.size()) {
                pairs.add(words.get(++i));
            }
        }
        return pairs;
    }
}
