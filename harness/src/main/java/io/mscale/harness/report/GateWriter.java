package io.mscale.harness.report;

import io.mscale.harness.Console;
import io.mscale.harness.ExitCode;
import io.mscale.harness.UsageException;
import io.mscale.record.file.AtomicFile;
import io.mscale.report.change.ChangeJson;
import io.mscale.report.change.ChangeMarkdown;
import io.mscale.report.change.ChangeTexts;
import io.mscale.report.change.GateTexts;
import io.mscale.report.change.JUnitXml;
import io.mscale.report.text.Text;
import io.mscale.results.gate.Gate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Prints and writes a gate's verdict. */
public record GateWriter(Console console, Gate gate) {

    /**
     * Prints the verdict, as JSON only if asked to, and writes its files. The headline is printed last so that it stays
     * on the screen. Returns the exit code for the verdict.
     */
    public ExitCode write(Optional<Path> out, Optional<Path> junit, boolean json) throws IOException {
        ChangeWriter files = new ChangeWriter(gate.comparison(), Optional.of(gate));
        if (json) {
            console.out().print(ChangeJson.of(gate.comparison(), Optional.of(gate)));
            writeFiles(files, out, junit);
        } else {
            printFigures();
            // The headline is printed even if the files cannot be written, for example on a full disk.
            try {
                writeFiles(files, out, junit);
                out.ifPresent(folder -> console.out().println("Report: " + folder.resolve(ChangeWriter.PAGE)));
            } finally {
                console.out().println(console.bold(Text.oneLine(GateTexts.headline(gate))));
            }
        }
        return switch (gate.outcome()) {
            case PASS -> ExitCode.OK;
            case REGRESSION -> ExitCode.FAILED;
            case UNDECIDED -> ExitCode.UNDECIDED;
        };
    }

    /** Writes the reason for the lack of a verdict to {@code junit}, if given. */
    public static void writeReason(Optional<Path> junit, String reason) {
        junit.ifPresent(file -> writeJUnit(file, JUnitXml.noVerdict(reason)));
    }

    private void writeFiles(ChangeWriter files, Optional<Path> out, Optional<Path> junit) throws IOException {
        junit.ifPresent(file -> writeJUnit(file, JUnitXml.of(gate)));
        if (out.isPresent()) {
            files.writeFiles(out.get());
        }
        JobSummary.append(console, () -> ChangeMarkdown.of(gate.comparison(), Optional.of(gate)));
    }

    private static void writeJUnit(Path file, String xml) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            AtomicFile.write(file, xml);
        } catch (IOException e) {
            throw new UsageException("--junit: '" + file + "' cannot be written: " + AtomicFile.reason(e));
        }
    }

    private void printFigures() {
        ChangeTexts.lines(gate.comparison(), Optional.of(gate)).forEach(console.out()::println);
        console.out().println();
        GateTexts.sentences(gate).forEach(sentence -> console.out().println(Text.oneLine(sentence)));
        console.out().println(GateTexts.rule(gate));
        console.out().println();
    }
}
