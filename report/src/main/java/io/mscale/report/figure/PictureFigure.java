package io.mscale.report.figure;

import io.mscale.api.task.Units;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.file.GridPicture;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.TestPoints;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Target, network and error of a two-dimensional task side by side, a row for each variant: fields or images. */
final class PictureFigure {

    private PictureFigure() {}

    /**
     * The figure; empty if the cells have no pictures. Unreadable pictures are added to {@code missing}, the others
     * are drawn.
     */
    static Optional<Chart> of(TaskEntries task, TaskEntries.Competitor competitor, List<String> missing) {
        List<Chart.Panel> panels = new ArrayList<>();
        GridPicture above = null;
        for (Entry entry : competitor.entries()) {
            try {
                GridPicture picture = GridPicture.read(
                                entry.representative().folder().picture())
                        .orElse(null);
                if (picture != null) {
                    panels.add(panel(entry, picture, above, testRows(competitor, entry, missing)));
                    above = picture;
                }
            } catch (IOException e) {
                missing.add(TaskEntries.missing("picture", competitor, entry, e));
            }
        }
        return task.chart("the target and what " + competitor.name() + " learned", panels);
    }

    /** Where a table's rows lie that the network was tested on; empty for targets that are known everywhere. */
    private static List<TestPoints.Point> testRows(
            TaskEntries.Competitor competitor, Entry entry, List<String> missing) {
        if (entry.representative().cell().taskSettings().units() == null) {
            return List.of();
        }
        try {
            return TestPoints.of(entry.representative().folder()).points();
        } catch (IOException e) {
            missing.add(TaskEntries.missing("test rows in the picture", competitor, entry, e));
            return List.of();
        }
    }

    /** What is shown over what, if the data are a user's. The target of a table is known at its rows only. */
    private static String axes(CellRecord cell, boolean hasDots) {
        Units units = cell.taskSettings().units();
        return units == null
                ? ""
                : Text.oneLine((cell.task().equals("csv") ? "; target: of the nearest row; " : "; ")
                        + (hasDots ? "dots: rows tested with; " : "")
                        + units.outputs().get(0).name() + " over "
                        + units.inputs().get(0).name() + " (across), "
                        + units.inputs().get(1).name() + " (upwards)");
    }

    /** A panel, without the target if the panel above shows it. */
    private static Chart.Panel panel(
            Entry entry, GridPicture picture, @Nullable GridPicture above, List<TestPoints.Point> testRows) {
        Double psnr = CellMeasures.psnr(entry.representative().cell());
        Double ssim = CellMeasures.ssim(entry.representative().cell());
        boolean isNew = above == null || !above.hasTargetOf(picture);
        String heading = TaskEntries.heading(entry)
                + (psnr == null ? "" : ", PSNR " + Formats.decibels(psnr))
                + (ssim == null ? "" : ", SSIM " + Formats.similarity(ssim))
                + axes(entry.representative().cell(), isNew && !testRows.isEmpty());
        PictureRasters rasters = new PictureRasters(picture, psnr != null);
        Content pictures =
                new Content.Pictures(List.of(rasters.target(isNew, testRows), rasters.network(), rasters.error()));
        return new Chart.Panel(heading, Chart.Axis.NONE, Chart.Axis.NONE, pictures);
    }
}
