package io.mscale.harness.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.TimingMode;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Reads a command's options from the words of a command line. */
public final class CommandLine {

    /** Ends the program's own arguments; the rest is for JMH. */
    private static final String END = "--";

    /** The option that names the distribution that another is compared with. */
    public static final String BASE = "--a";

    /** The option that names the distribution under test. */
    public static final String HEAD = "--b";

    /** Options that may be repeated; their values are joined as if given in one option. */
    private static final Set<String> REPEATED = Set.of("--scales", "--lr", "--width", "--first-activation", "--seed");

    private CommandLine() {}

    /**
     * Sets a command's options.
     *
     * @param id the command's name, for messages
     * @param arguments all words of the command line; the first may name the command
     * @throws UsageException if they are invalid
     */
    public static Command read(Command command, String id, List<String> arguments) {
        ConfigFile.Expanded expanded = ConfigFile.expanded(command, id, arguments);
        try {
            return parsed(command, id, expanded.words());
        } catch (UsageException e) {
            throw expanded.blamed(e);
        }
    }

    private static Command parsed(Command command, String id, List<String> arguments) {
        List<String> words = NoiseOptions.withValue(own(arguments));
        if (!words.isEmpty() && !words.get(0).startsWith("-")) {
            words = words.subList(1, words.size());
        }
        command.arguments = List.copyOf(arguments);
        JCommander parser = JCommander.newBuilder()
                .addObject(command)
                .addConverterInstanceFactory(OptionReaders::find)
                .expandAtSign(false)
                .allowAbbreviatedOptions(false)
                .build();
        Set<String> known = optionNames(command);
        Set<String> ofPlugins = PluginOptions.find(known, words);
        known.addAll(ofPlugins);
        rejectUnknownOptions(command, known, id, words);
        Set<String> withValue = optionNames(command.getClass(), field -> field.getType() != boolean.class);
        withValue.addAll(ofPlugins);
        rejectBlankWords(withValue, words);
        command.ofTasks().ifPresent(options -> options.ofPlugins = Set.copyOf(ofPlugins));
        try {
            List<String> pairs = PluginOptions.asPairs(ofPlugins, withValue, words);
            parser.parse(joined(withValue, pairs).toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UsageException(reworded(e));
        }
        boolean measuresWithJmh = command instanceof RunOptions run && run.timing() == TimingMode.JMH;
        if (arguments.contains(END) && !measuresWithJmh) {
            throw new UsageException(
                    "--: what follows it is for JMH, which measures with --timing jmh or the command jmh only");
        }
        return command;
    }

    /**
     * An earlier command line with the options of a later one, which takes it up with {@code --resume}: where both have
     * an option, the later one's counts.
     *
     * @param command the command of both
     */
    public static List<String> overridden(Command command, List<String> earlier, List<String> later) {
        Set<String> withValue = optionNames(command.getClass(), field -> field.getType() != boolean.class);
        List<String> given = without(Set.of("--resume"), withValue, NoiseOptions.withValue(later));
        Set<String> names = given.stream().map(CommandLine::name).collect(Collectors.toSet());
        List<String> words = new ArrayList<>(without(names, withValue, NoiseOptions.withValue(earlier)));
        words.addAll(given.subList(Math.min(1, given.size()), given.size()));
        return words;
    }

    /** The words of a command line without some options and their values. */
    public static List<String> without(Command command, Set<String> options, List<String> words) {
        Set<String> withValue = optionNames(command.getClass(), field -> field.getType() != boolean.class);
        return without(options, withValue, NoiseOptions.withValue(words));
    }

    private static List<String> without(Set<String> options, Set<String> withValue, List<String> words) {
        List<String> kept = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean isPair = withValue.contains(word) && i + 1 < words.size();
            if (!word.startsWith("--") || !options.contains(name(word))) {
                kept.add(word);
                if (isPair) {
                    kept.add(words.get(i + 1));
                }
            }
            i += isPair ? 1 : 0;
        }
        return kept;
    }

    /** The arguments before {@code --}: the program's own. */
    public static List<String> own(List<String> args) {
        return args.contains(END) ? args.subList(0, args.indexOf(END)) : args;
    }

    /** The arguments after {@code --}: those for JMH. */
    public static List<String> jmhOptions(List<String> args) {
        return args.contains(END) ? args.subList(args.indexOf(END) + 1, args.size()) : List.of();
    }

    /** The names of a command's options. */
    public static Set<String> optionNames(Command command) {
        Set<String> names = optionNames(command.getClass());
        names.removeAll(command.withheld());
        return names;
    }

    /** The names of a class's options, inherited ones included. */
    public static Set<String> optionNames(Class<?> options) {
        return optionNames(options, field -> true);
    }

    /** The options without a value. */
    static Set<String> switches(Class<?> options) {
        return optionNames(options, field -> field.getType() == boolean.class);
    }

    /** Whether several values of an option make a grid. */
    static boolean isGrid(String option) {
        return REPEATED.contains(option);
    }

    private static Set<String> optionNames(Class<?> options, Predicate<Field> wanted) {
        Set<String> names = new TreeSet<>();
        for (Class<?> type = options; type != Object.class; type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                Parameter parameter = field.getAnnotation(Parameter.class);
                if (parameter != null && wanted.test(field)) {
                    names.addAll(List.of(parameter.names()));
                }
                if (field.isAnnotationPresent(ParametersDelegate.class)) {
                    names.addAll(optionNames(field.getType(), wanted));
                }
            }
        }
        return names;
    }

    /** Rejects unknown options, with a suggestion. JCommander would take them for positional arguments. */
    private static void rejectUnknownOptions(Command command, Set<String> known, String id, List<String> words) {
        for (int i = 0; i < words.size(); i++) {
            if (i > 0 && words.get(i - 1).equals(WorkerOptions.JAVA) && known.contains(WorkerOptions.JAVA)) {
                continue; // the value of this option: Java options, which look like ours
            }
            String name = name(words.get(i));
            boolean isOption = name.startsWith("--") || name.matches("-[A-Za-z].*");
            if (isOption && !known.contains(name)) {
                if (id.equals("study") && command.withheld().contains(name)) {
                    throw new UsageException(name + ": a study chooses that itself; see study --help");
                }
                String suggestion = Names.nearest(name, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; see " + id + " --help");
                throw new UsageException("unknown option '" + name + "' of " + id + suggestion);
            }
        }
    }

    /** The option's name in a word such as {@code --steps=5}. */
    static String name(String word) {
        return word.split("=", 2)[0];
    }

    /**
     * Rejects blank words, such as an unset shell variable leaves behind: {@code --out "$DIR"}. No option or argument
     * may be blank; many would otherwise be read as the current folder.
     *
     * @param withValue the options that take a value
     */
    private static void rejectBlankWords(Set<String> withValue, List<String> words) {
        int positional = 0;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = name(word);
            if (!withValue.contains(name)) {
                positional += word.startsWith("-") ? 0 : 1;
                rejectBlank("argument " + positional, word);
            } else if (!word.equals(name)) {
                rejectBlank(name + ": its value", word.substring(name.length() + 1));
            } else if (i + 1 < words.size()) {
                i++;
                rejectBlank(name + ": its value", words.get(i));
            }
        }
    }

    /** Rejects a blank word, which {@code what} names as the subject of the message. */
    public static void rejectBlank(String what, String word) {
        if (word.isBlank()) {
            throw new UsageException(what + (word.isEmpty() ? " is empty" : " is blank"));
        }
    }

    /**
     * The words with each of the {@link #REPEATED} options at most once, at its first position, and each switch at most
     * once: JCommander would take its repetition to turn it off.
     *
     * @param withValue the options that take a value
     */
    private static List<String> joined(Set<String> withValue, List<String> words) {
        List<String> result = new ArrayList<>();
        Set<String> switches = new HashSet<>();
        Map<String, Integer> placeOfValue = new HashMap<>();
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            String name = name(word);
            boolean hasOwnValue = !word.equals(name);
            if (!REPEATED.contains(name) || (!hasOwnValue && i + 1 == words.size())) {
                boolean isValue = i > 0 && withValue.contains(words.get(i - 1));
                boolean isSwitch = word.startsWith("--") && !withValue.contains(name) && !isValue;
                if (!isSwitch || switches.add(word)) {
                    result.add(word);
                }
                continue;
            }
            String value = hasOwnValue ? word.substring(name.length() + 1) : words.get(++i);
            Integer place = placeOfValue.get(name);
            if (place == null) {
                result.add(name);
                placeOfValue.put(name, result.size());
                result.add(value);
            } else {
                result.set(place, result.get(place) + Choices.SEPARATOR + value);
            }
        }
        return result;
    }

    private static String reworded(ParameterException e) {
        return String.valueOf(e.getMessage())
                .replaceFirst("^Was passed main parameter '(.*)' but no main.*$", "unexpected argument '$1'")
                .replaceFirst("^Expected a value after parameter (.*)$", "$1: its value is missing")
                .replaceFirst("^Can only specify option (.*) once\\.$", "$1: given more than once");
    }
}
