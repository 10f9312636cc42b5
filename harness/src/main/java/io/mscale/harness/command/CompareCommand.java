package io.mscale.harness.command;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.CompareOptions;
import io.mscale.harness.report.ChangeWriter;
import io.mscale.report.change.ChangeJson;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.text.Text;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.history.RunSource;
import java.io.IOException;
import java.util.Optional;

/** {@code compare}: compares a run with an earlier one statistically. */
public final class CompareCommand {

    private final Console console;
    private final CompareOptions options;

    /** A comparison under these options. */
    public CompareCommand(Console console, CompareOptions options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Prints the comparison and writes its files if asked to.
     *
     * @throws UsageException if a run cannot be read, or the two cannot be compared
     */
    public ExitCode execute() throws IOException {
        ComparedRuns runs = new ComparedRuns(options);
        RunSource head = runs.head();
        ComparedRuns.Base base = runs.base(head);
        RunComparison comparison = runs.compare(base.run().orElseThrow(() -> new UsageException(base.reason())), head);
        runs.refusal(comparison).ifPresent(reason -> {
            throw new UsageException(reason);
        });
        if (options.json()) {
            console.out().print(ChangeJson.of(comparison, Optional.empty()));
        } else {
            ChangeTexts.lines(comparison).forEach(console.out()::println);
            console.out().println();
            ChangeTexts.sentences(comparison)
                    .forEach(sentence -> console.out().println(console.bold(Text.oneLine(sentence))));
        }
        if (options.out().isPresent()) {
            new ChangeWriter(comparison, Optional.empty())
                    .writeFiles(options.out().get());
            if (!options.json()) {
                console.out().println("Report: " + options.out().get().resolve(ChangeWriter.PAGE));
            }
        }
        return ExitCode.OK;
    }
}
