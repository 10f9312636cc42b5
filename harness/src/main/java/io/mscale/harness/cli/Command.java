package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A command of the program. {@link CommandLine} sets its options, which are fields, before it is executed. */
@Parameters(separators = "=")
public abstract class Command {

    @Parameter(
            names = {"--help", "-h"},
            help = true)
    private boolean help;

    /** Declared so that the parser accepts it. The program looks for it before parsing, because parsing may fail. */
    @SuppressWarnings("UnusedVariable")
    @Parameter(names = "--verbose")
    private boolean verbose;

    @Parameter(names = "--no-color")
    private boolean noColor;

    /** The words of the command line, all of them. */
    List<String> arguments = List.of();

    /** Whether to print the help instead of executing the command. */
    public final boolean help() {
        return help;
    }

    /** Whether to turn colours off. */
    public final boolean noColor() {
        return noColor;
    }

    /** The words the user typed, those for JMH included. */
    protected final List<String> arguments() {
        return arguments;
    }

    /** Whether the user gave an option, such as {@code --omega}. */
    public final boolean isGiven(String option) {
        return CommandLine.own(arguments).stream().map(CommandLine::name).anyMatch(option::equals);
    }

    /** Inherited options that this command does not take. */
    protected Set<String> withheld() {
        return Set.of();
    }

    /** The options that choose tasks; empty if the command has none. */
    protected Optional<TaskOptions> ofTasks() {
        return Optional.empty();
    }

    /**
     * Executes the command.
     *
     * @throws io.mscale.harness.UsageException if the options are wrong; nothing was written then
     * @throws IOException if the command cannot go on
     */
    public abstract ExitCode execute(Console console) throws IOException;
}
