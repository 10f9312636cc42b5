package io.mscale.report.output;

import io.mscale.record.file.AtomicFile;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.FigureSet;
import io.mscale.report.html.ChangeSection;
import io.mscale.report.html.HtmlReport;
import io.mscale.report.jmh.JmhReport;
import io.mscale.report.jmh.StepTimesFile;
import io.mscale.report.summary.MarkdownReport;
import io.mscale.report.svg.PngImage;
import io.mscale.report.table.CurvesCsv;
import io.mscale.report.table.SummaryCsv;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Writes all report files. Each file is replaced atomically. */
public final class ReportFiles {

    /** The figures that {@code report.md} shows. */
    private static final Set<Figure.Kind> EMBEDDED = EnumSet.of(Figure.Kind.PICTURES, Figure.Kind.NETWORK);

    private ReportFiles() {}

    /**
     * Writes the reports, tables first: if the disk fills up, the small and most important files are there.
     *
     * @return what could not be read or drawn, a line each
     * @throws IOException if a file cannot be written; the message names it
     */
    public static List<String> write(Evidence evidence, ReportFolder folder, boolean png) throws IOException {
        AtomicFile.write(folder.summary(), SummaryCsv.of(evidence));
        AtomicFile.write(folder.curves(), CurvesCsv.of(evidence.cellsAndTwins()));
        AtomicFile.write(folder.markdown(), MarkdownReport.of(evidence));
        JmhReport jmh = JmhReport.of(evidence);
        writeOrDelete(folder.jmh(), jmh.text());
        writeOrDelete(folder.stepTimes(), StepTimesFile.of(evidence));
        FigureSet figures = FigureSet.of(evidence);
        AtomicFile.write(folder.html(), HtmlReport.of(evidence, figures, ChangeSection.NONE));
        List<String> notes = new ArrayList<>(jmh.notes());
        write(figures, folder.figures(), png);
        List<Figure> embedded = figures.figures().stream()
                .filter(figure -> EMBEDDED.contains(figure.kind()))
                .toList();
        if (!embedded.isEmpty()) {
            // Rewritten now that the figures it shows exist.
            AtomicFile.write(folder.markdown(), MarkdownReport.of(evidence, embedded));
        }
        notes.addAll(figures.notes());
        return notes;
    }

    /** Deletes the file of an earlier report if this one has none. */
    private static void writeOrDelete(Path file, Optional<String> text) throws IOException {
        if (text.isPresent()) {
            AtomicFile.write(file, text.get());
        } else {
            Files.deleteIfExists(file);
        }
    }

    /** Writes the figures and deletes those of an earlier report. */
    private static void write(FigureSet set, Path folder, boolean png) throws IOException {
        List<String> written = new ArrayList<>();
        if (!set.figures().isEmpty()) {
            Files.createDirectories(folder);
        }
        for (Figure figure : set.figures()) {
            String svg = figure.svg();
            written.add(figure.name() + ".svg");
            AtomicFile.write(folder.resolve(figure.name() + ".svg"), svg);
            if (png) {
                written.add(figure.name() + ".png");
                AtomicFile.write(folder.resolve(figure.name() + ".png"), PngImage.of(svg));
            }
        }
        if (Files.isDirectory(folder)) {
            try (DirectoryStream<Path> figures = Files.newDirectoryStream(folder, "*.{svg,png}")) {
                for (Path figure : figures) {
                    if (!written.contains(String.valueOf(figure.getFileName()))) {
                        Files.delete(figure);
                    }
                }
            }
        }
    }
}
