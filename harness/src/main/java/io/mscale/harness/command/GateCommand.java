package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.cli.VerdictOptions;
import io.mscale.harness.report.GateWriter;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code gate}: compares a run with an earlier one and gives a verdict for a build. */
public final class GateCommand extends ComparingCommand {

    @ParametersDelegate
    final VerdictOptions verdict = new VerdictOptions();

    /** Another run of the head, used to confirm a suspected regression. */
    @Parameter(names = "--confirm")
    private @Nullable Path confirm;

    /** Compares the runs and gives the verdict; all is well also if there is no baseline yet. */
    @Override
    public ExitCode execute(Console console) throws IOException {
        RunSource head = required(headPath());
        Optional<RunSource> again = Optional.ofNullable(confirm).map(ComparingCommand::required);
        Base base = base(head);
        if (base.isOfOtherMachines()) {
            return undecided(console, base.reason() + "; make one here: " + advice());
        }
        if (base.run().isEmpty()) {
            String reason = "there is no baseline yet (" + base.reason() + ")";
            GateWriter.writeReason(verdict.junit(), reason);
            console.out().println(Text.oneLine("nothing to compare with: " + reason + ". Make one: " + advice()));
            return ExitCode.OK;
        }
        RunComparison comparison = compare(base.run().get(), head);
        Optional<RunComparison> secondLook = again.map(run -> compare(base.run().get(), run));
        Optional<String> refusal =
                refusal(comparison).or(() -> secondLook.flatMap(this::refusal).map(reason -> "--confirm: " + reason));
        if (refusal.isPresent()) {
            return undecided(console, refusal.get());
        }
        Gate gate = Gate.of(comparison, verdict.tolerance(), secondLook);
        return new GateWriter(console, gate).write(out(), verdict.junit(), json);
    }

    private ExitCode undecided(Console console, String reason) {
        GateWriter.writeReason(verdict.junit(), reason);
        console.err().println(Text.oneLine("mscale-bench: cannot decide: " + reason));
        return ExitCode.UNDECIDED;
    }

    private String advice() {
        return "history add " + headPath() + " --history " + (history == null ? "DIR" : history) + " --baseline "
                + (baseline == null ? "main" : baseline);
    }
}
