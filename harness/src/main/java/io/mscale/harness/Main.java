package io.mscale.harness;

import io.mscale.harness.cli.AbOptions;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.CompareOptions;
import io.mscale.harness.cli.DoctorOptions;
import io.mscale.harness.cli.GateOptions;
import io.mscale.harness.cli.HistoryOptions;
import io.mscale.harness.cli.ListOptions;
import io.mscale.harness.cli.MergeOptions;
import io.mscale.harness.cli.ReportOptions;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.cli.TckOptions;
import io.mscale.harness.command.CompareCommand;
import io.mscale.harness.command.DoctorCommand;
import io.mscale.harness.command.GateCommand;
import io.mscale.harness.command.HelpText;
import io.mscale.harness.command.HistoryCommand;
import io.mscale.harness.command.ListCommand;
import io.mscale.harness.command.ReportCommand;
import io.mscale.harness.command.TckCommand;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.run.AbCommand;
import io.mscale.harness.run.MergeCommand;
import io.mscale.harness.run.RunCommand;
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
                return fail(console, HeapAdvice.of(memory.get()), e, verbose, ExitCode.FAILED);
            }
            String prefix = e instanceof IOException ? "cannot go on: " : "internal error, please report it: ";
            return fail(console, prefix + message(e), e, verbose, ExitCode.FAILED);
        }
    }

    private static ExitCode dispatch(Console given, String... args) throws IOException {
        LocaleCheck.check(List.of(args));
        if (CommandLine.own(List.of(args)).contains("--version")) {
            given.out().println("mscale-bench " + Distribution.version());
            return ExitCode.OK;
        }
        if (List.of(args).equals(List.of("help"))) {
            given.out().print(HelpText.of(CommandLine.Command.RUN));
            return ExitCode.OK;
        }
        CommandLine line = CommandLine.parse(args);
        if (line.options().help()) {
            given.out().print(HelpText.of(line.command()));
            return ExitCode.OK;
        }
        Console console = line.options().noColor() ? given.plain() : given;
        Distribution distribution = Distribution.ofThisProgram();
        if (line.options() instanceof AbOptions options) {
            return new AbCommand(console, options, List.of(args)).execute();
        }
        if (line.options() instanceof RunOptions options) {
            return new RunCommand(distribution, console, options, List.of(args)).execute();
        }
        if (line.options() instanceof ListOptions options) {
            return new ListCommand(distribution, console, options).execute();
        }
        if (line.options() instanceof DoctorOptions options) {
            return new DoctorCommand(distribution, console, options).execute();
        }
        if (line.options() instanceof ReportOptions options) {
            return new ReportCommand(console, options).execute();
        }
        if (line.options() instanceof GateOptions options) {
            return new GateCommand(console, options).execute();
        }
        if (line.options() instanceof CompareOptions options) {
            return new CompareCommand(console, options).execute();
        }
        if (line.options() instanceof HistoryOptions options) {
            return new HistoryCommand(console, options).execute();
        }
        if (line.options() instanceof MergeOptions options) {
            return new MergeCommand(console, options).execute();
        }
        if (line.options() instanceof TckOptions options) {
            return new TckCommand(distribution, console, options).execute();
        }
        throw new IllegalStateException("no command for " + line);
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
