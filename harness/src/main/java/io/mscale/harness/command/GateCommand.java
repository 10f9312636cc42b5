package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.GateOptions;
import io.mscale.harness.report.GateWriter;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** {@code gate}: compares a run with an earlier one and gives a verdict for a build. */
public final class GateCommand {

    private final Console console;
    private final GateOptions options;

    /** A gate under these options. */
    public GateCommand(Console console, GateOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Compares the runs and gives the verdict.
     *
     * @return {@link ExitCode#OK} also if there is no baseline yet
     * @throws io.mscale.harness.UsageException if a run cannot be read
     */
    public ExitCode execute() throws IOException {
        ComparedRuns runs = new ComparedRuns(options);
        RunSource head = runs.head();
        Optional<RunSource> again = options.confirm().map(ComparedRuns::required);
        ComparedRuns.Base base = runs.base(head);
        if (base.isOfOtherMachines()) {
            return undecided(base.reason() + "; make one here: " + advice());
        }
        if (base.run().isEmpty()) {
            String reason = "there is no baseline yet (" + base.reason() + ")";
            GateWriter.writeReason(options.verdict().junit(), reason);
            console.out().println(Text.oneLine("nothing to compare with: " + reason + ". Make one: " + advice()));
            return ExitCode.OK;
        }
        RunComparison comparison = runs.compare(base.run().get(), head);
        Optional<RunComparison> secondLook =
                again.map(run -> runs.compare(base.run().get(), run));
        Optional<String> refusal = runs.refusal(comparison)
                .or(() -> secondLook.flatMap(runs::refusal).map(reason -> "--confirm: " + reason));
        if (refusal.isPresent()) {
            return undecided(refusal.get());
        }
        Gate gate = Gate.of(comparison, options.verdict().tolerance(), secondLook);
        return new GateWriter(console, gate)
                .write(options.out(), options.verdict().junit(), options.json());
    }

    private ExitCode undecided(String reason) {
        GateWriter.writeReason(options.verdict().junit(), reason);
        console.err().println(Text.oneLine("mscale-bench: cannot decide: " + reason));
        return ExitCode.UNDECIDED;
    }

    private String advice() {
        String history = options.history().map(Path::toString).orElse("DIR");
        return "history add " + options.head() + " --history " + history + " --baseline "
                + options.baseline().orElse("main");
    }
}
