package io.mscale.harness.command;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.ParametersDelegate;
import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.VerdictOptions;
import io.mscale.harness.report.GateWriter;
import io.mscale.report.text.Text;
import io.mscale.results.compare.EarlierRuns;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.gate.Gate;
import io.mscale.results.history.History;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** {@code gate}: compares a run with earlier ones and gives a verdict for a build. */
public final class GateCommand extends ComparingCommand {

    @ParametersDelegate
    final VerdictOptions verdict = new VerdictOptions();

    /** Another run of the head, used to confirm a suspected regression. */
    @Parameter(names = "--confirm")
    private @Nullable Path confirm;

    /** Whether the baseline's run alone is the base, not all runs at its level. */
    @Parameter(names = "--single-run")
    private boolean singleRun;

    /** Whether a base that is not there is no error, as before the first run of a history. */
    @Parameter(names = "--allow-missing-base")
    private boolean allowMissingBase;

    /** Compares the runs and gives the verdict. */
    @Override
    public ExitCode execute(Console console) throws IOException {
        RunSource head = required(headPath());
        if (singleRun && history == null) {
            throw new UsageException("--single-run goes with --history and --baseline: without, the base is one run");
        }
        Optional<RunSource> again = Optional.ofNullable(confirm).map(ComparingCommand::required);
        Base base = base(head);
        again.ifPresent(run -> requireAnother(run, head, base));
        if (base.isOfOtherMachines()) {
            return undecided(console, base.reason() + "; make one here: " + advice());
        }
        if (base.run().isEmpty()) {
            return missing(console, base, head);
        }
        if (base.run().get().record().runId().equals(head.record().runId())) {
            throw new UsageException("'" + headPath() + "' is the base itself: it would pass whatever it is");
        }
        Optional<EarlierRuns> level = singleRun ? Optional.empty() : level(console, base, head);
        RunComparison comparison = compare(base.run().get(), head, level);
        Optional<RunComparison> secondLook = again.map(run -> compare(base.run().get(), run, level));
        Optional<String> refusal =
                refusal(comparison).or(() -> secondLook.flatMap(this::refusal).map(reason -> "--confirm: " + reason));
        if (refusal.isPresent()) {
            return undecided(console, refusal.get());
        }
        Gate gate = Gate.of(comparison, verdict.tolerance(), secondLook);
        return new GateWriter(console, gate).write(out(), verdict.junit(), json);
    }

    /** The same measurement twice would confirm anything. */
    private void requireAnother(RunSource run, RunSource head, Base base) {
        String id = run.record().runId();
        boolean isBase = base.run().map(one -> one.record().runId().equals(id)).orElse(false);
        if (id.equals(head.record().runId()) || isBase) {
            throw new UsageException("--confirm: '" + confirm + "' is the " + (isBase ? "base" : "head")
                    + " itself; it takes another run of the head");
        }
    }

    private ExitCode missing(Console console, Base base, RunSource head) throws IOException {
        String reason = base.reason();
        if (history != null && isInUse(new History(history), head)) {
            throw new UsageException(
                    reason + "; the history is in use: name a baseline that it has, or make one with history add"
                            + (allowMissingBase ? "; --allow-missing-base does not apply" : ""));
        }
        if (!allowMissingBase) {
            throw new UsageException(
                    missing(base, "make one: " + advice()) + "; --allow-missing-base passes where there is none yet");
        }
        String told = "there is no baseline yet (" + reason + ")";
        GateWriter.writeReason(verdict.junit(), told);
        console.out().println(Text.oneLine("nothing to compare with: " + told + ". Make one: " + advice()));
        return ExitCode.OK;
    }

    /** Whether a history has baselines, or runs beside the head: then a missing name is a mistake, or something was lost. */
    private static boolean isInUse(History history, RunSource head) throws IOException {
        return !history.baselines().names().isEmpty()
                || history.read().runs().stream()
                        .anyMatch(run ->
                                !run.record().runId().equals(head.record().runId()));
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
