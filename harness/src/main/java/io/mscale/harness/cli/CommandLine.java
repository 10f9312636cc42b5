package io.mscale.harness.cli;

import com.beust.jcommander.JCommander;
import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParameterException;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.api.option.Names;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.TimingMode;
import java.lang.reflect.Field;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * A parsed command line: a command and its options.
 *
 * @param command the command
 * @param options its options, of the command's own type
 * @param jmhOptions the arguments passed on to JMH
 */
public record CommandLine(Command command, CommonOptions options, List<String> jmhOptions) {

    /** Ends the program's own arguments; the rest is for JMH. */
    private static final String END = "--";

    public CommandLine {
        jmhOptions = List.copyOf(jmhOptions);
    }

    public enum Command {
        RUN("run", RunOptions::new),
        JMH("jmh", JmhOptions::new),
        STUDY("study", StudyOptions::new),
        LIST("list", ListOptions::new),
        DOCTOR("doctor", DoctorOptions::new),
        REPORT("report", ReportOptions::new),
        COMPARE("compare", CompareOptions::new),
        GATE("gate", GateOptions::new),
        AB("ab", AbOptions::new),
        HISTORY("history", HistoryOptions::new),
        MERGE("merge", MergeOptions::new),
        TCK("tck", TckOptions::new);

        private final String id;
        private final Supplier<CommonOptions> newOptions;

        Command(String id, Supplier<CommonOptions> newOptions) {
            this.id = id;
            this.newOptions = newOptions;
        }

        /** The name users type. */
        public String id() {
            return id;
        }
    }

    /**
     * Parses the arguments; without a command they are those of {@code run}.
     *
     * @throws UsageException if they are invalid
     */
    public static CommandLine parse(String... args) {
        Command command = Command.RUN;
        List<String> rest = own(List.of(args));
        if (!rest.isEmpty() && !rest.get(0).startsWith("-")) {
            BlankWords.rejectWord("the first argument", rest.get(0));
            command = command(rest.get(0));
            rest = rest.subList(1, rest.size());
        }
        CommonOptions options = command.newOptions.get();
        JCommander parser = JCommander.newBuilder()
                .addObject(options)
                .expandAtSign(false)
                .allowAbbreviatedOptions(false)
                .build();
        rejectUnknownOptions(command, rest);
        BlankWords.reject(optionNames(options.getClass(), field -> field.getType() != boolean.class), rest);
        try {
            parser.parse(RepeatedOptions.joined(rest).toArray(String[]::new));
        } catch (ParameterException e) {
            throw new UsageException(reworded(e));
        }
        if (List.of(args).contains(END) && !measuresWithJmh(options)) {
            throw new UsageException(
                    "--: what follows it is for JMH, which measures with --timing jmh or the command jmh only");
        }
        return new CommandLine(command, options, jmhOptions(List.of(args)));
    }

    /** The arguments before {@code --}: the program's own. */
    public static List<String> own(List<String> args) {
        return args.contains(END) ? args.subList(0, args.indexOf(END)) : args;
    }

    /** The arguments after {@code --}: those for JMH. */
    public static List<String> jmhOptions(List<String> args) {
        return args.contains(END) ? args.subList(args.indexOf(END) + 1, args.size()) : List.of();
    }

    private static boolean measuresWithJmh(CommonOptions options) {
        return options instanceof RunOptions run && run.timing() == TimingMode.JMH;
    }

    /** The names of a command's options. */
    public static Set<String> optionNames(Command command) {
        Set<String> names = new TreeSet<>(optionNames(command.newOptions.get().getClass()));
        if (command == Command.JMH) {
            names.remove("--timing");
        }
        if (command == Command.STUDY) {
            names.removeAll(StudyOptions.itsOwn());
        }
        return names;
    }

    static Set<String> optionNames(Class<?> options) {
        return optionNames(options, field -> true);
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

    private static Command command(String name) {
        for (Command command : Command.values()) {
            if (command.id.equals(name)) {
                return command;
            }
        }
        throw Names.unknown(
                "command",
                name,
                Arrays.stream(Command.values()).map(Command::id).toList());
    }

    /** Rejects unknown options, with a suggestion. JCommander would take them for positional arguments. */
    private static void rejectUnknownOptions(Command command, List<String> args) {
        Set<String> known = optionNames(command);
        for (int i = 0; i < args.size(); i++) {
            String arg = args.get(i);
            if (i > 0 && args.get(i - 1).equals(WorkerOptions.JAVA) && known.contains(WorkerOptions.JAVA)) {
                continue; // the value of this option: Java options, which look like ours
            }
            String name = arg.contains("=") ? arg.substring(0, arg.indexOf('=')) : arg;
            boolean isOption = name.startsWith("--") || name.matches("-[A-Za-z].*");
            if (command == Command.STUDY && StudyOptions.itsOwn().contains(name)) {
                throw new UsageException(name + ": a study chooses that itself; see study --help");
            }
            if (isOption && !known.contains(name)) {
                String suggestion = Names.nearest(name, known)
                        .map(nearest -> "; did you mean '" + nearest + "'?")
                        .orElse("; see " + command.id + " --help");
                throw new UsageException("unknown option '" + name + "' of " + command.id + suggestion);
            }
        }
    }

    private static String reworded(ParameterException e) {
        String message = String.valueOf(e.getMessage());
        return message.replaceFirst("^Was passed main parameter '(.*)' but no main.*$", "unexpected argument '$1'")
                .replaceFirst("^Expected a value after parameter (.*)$", "$1: its value is missing")
                .replaceFirst("^Can only specify option (.*) once\\.$", "$1: given more than once");
    }
}
