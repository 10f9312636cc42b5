package io.mscale.harness;

import io.mscale.harness.cli.Command;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.discovery.Distribution;
import io.mscale.record.memory.OutOfMemory;
import io.mscale.report.text.Text;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/** Entry point of {@code harness.jar}. */
public final class Main {

    private Main() {}

    /** Runs the program; see {@code --help}. */
    public static void main(String[] args) {
        System.exit(run(Console.system(), args).code());
    }

    private static ExitCode run(Console console, String... args) {
        boolean verbose = CommandLine.own(List.of(args)).contains("--verbose");
        try {
            return dispatch(console, args);
        } catch (UsageException | IllegalArgumentException e) {
            return fail(console, message(e), e, verbose, ExitCode.USAGE);
        } catch (IOException | RuntimeException | Error e) {
            Optional<OutOfMemoryError> memory = OutOfMemory.behind(e);
            if (memory.isPresent()) {
                return fail(console, HeapAdvice.of(memory.get(), "..."), e, verbose, ExitCode.FAILED);
            }
            String prefix = e instanceof IOException ? "cannot go on: " : "internal error, please report it: ";
            return fail(console, prefix + message(e), e, verbose, ExitCode.FAILED);
        }
    }

    private static ExitCode dispatch(Console console, String... args) throws IOException {
        List<String> arguments = List.of(args);
        LocaleCheck.check(arguments);
        if (CommandLine.own(arguments).contains("--version")) {
            console.out().println("mscale-bench " + Distribution.version());
            return ExitCode.OK;
        }
        if (arguments.equals(List.of("help"))) {
            console.out().print(CommandName.RUN.help());
            return ExitCode.OK;
        }
        Command command = CommandName.parse(args);
        if (command.help()) {
            console.out().print(CommandName.of(arguments).help());
            return ExitCode.OK;
        }
        return command.execute(command.noColor() ? console.plain() : console);
    }

    private static String message(Throwable problem) {
        return problem.getMessage() == null ? problem.getClass().getSimpleName() : problem.getMessage();
    }

    private static ExitCode fail(Console console, String message, Throwable problem, boolean verbose, ExitCode code) {
        console.err().println("mscale-bench: " + Text.oneLine(message));
        if (verbose) {
            problem.printStackTrace(console.err());
        }
        return code;
    }
}
