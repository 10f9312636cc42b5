package io.mscale.harness.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A command line's words as records keep them, so that they repeat the command in any shell and from any folder:
 * variables passed through by name have their values, and the places of plug-ins, distributions and verdicts are absolute.
 */
public final class RecordedWords {

    private static final Set<String> PLACES = Set.of(
            BackendsCommand.FOLDER, TaskOptions.FOLDER, CommandLine.BASE, CommandLine.HEAD, "--junit", "--rules");

    private RecordedWords() {}

    /** The words to record; {@code shell} supplies variables named without a value. */
    public static List<String> of(List<String> arguments, Map<String, String> shell) {
        List<String> words = WorkerOptions.withValues(arguments, shell);
        for (String option : PLACES) {
            words = changed(words, option, RecordedWords::absolute);
        }
        return words;
    }

    // Not normalized: what lies above a link's target is not what lies above the link.
    private static String absolute(String folder) {
        return Path.of(folder).toAbsolutePath().toString();
    }

    /** The value of an option among words; empty if it is not given. */
    public static Optional<String> value(List<String> words, String option) {
        return values(words, option).stream().findFirst();
    }

    /** All values of an option among words. */
    static List<String> values(List<String> words, String option) {
        List<String> found = new ArrayList<>();
        changed(words, option, value -> {
            found.add(value);
            return value;
        });
        return found;
    }

    /** The words with another value of an option, or with that option if they lack it. */
    public static List<String> with(List<String> words, String option, String value) {
        if (value(words, option).isPresent()) {
            return changed(words, option, before -> value);
        }
        List<String> more = new ArrayList<>(words);
        more.addAll(CommandLine.own(words).size(), List.of(option, value));
        return more;
    }

    /** Without those for JMH, which may look like the program's own. */
    private static List<String> changed(List<String> words, String option, UnaryOperator<String> change) {
        List<String> all = new ArrayList<>(words);
        int own = CommandLine.own(words).size();
        for (int i = 0; i < own; i++) {
            String word = all.get(i);
            if (word.equals(option) && i + 1 < own) {
                i++;
                all.set(i, change.apply(all.get(i)));
            } else if (word.startsWith(option + "=")) {
                all.set(i, option + "=" + change.apply(word.substring(option.length() + 1)));
            }
        }
        return List.copyOf(all);
    }
}
