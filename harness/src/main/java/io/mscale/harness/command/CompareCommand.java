package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.report.ChangeWriter;
import io.mscale.report.change.ChangeJson;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.util.Optional;

/** {@code compare}: compares a run with an earlier one statistically. */
public final class CompareCommand extends ComparingCommand {

    @Override
    public ExitCode execute(Console console) throws IOException {
        RunSource head = required(headPath());
        Base base = base(head);
        RunComparison comparison = compare(
                base.run()
                        .orElseThrow(() -> new UsageException(
                                history == null ? base.reason() : missing(base, "history add makes one"))),
                head);
        refusal(comparison).ifPresent(reason -> {
            throw new UsageException(reason);
        });
        if (json) {
            console.out().print(ChangeJson.of(comparison, Optional.empty()));
        } else {
            ChangeTexts.lines(comparison, Optional.empty()).forEach(console.out()::println);
            console.out().println();
            ChangeTexts.sentences(comparison)
                    .forEach(sentence -> console.out().println(console.bold(Text.oneLine(sentence))));
        }
        if (out().isPresent()) {
            new ChangeWriter(comparison, Optional.empty()).writeFiles(out().get());
            if (!json) {
                console.out().println("Report: " + out().get().resolve(ChangeWriter.PAGE));
            }
        }
        return ExitCode.OK;
    }
}
