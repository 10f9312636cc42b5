package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.file.GridPicture;
import io.mscale.report.chart.Axis;
import io.mscale.report.chart.Chart;
import io.mscale.report.chart.Content;
import io.mscale.report.chart.Panel;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Formats;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Target, network and error of a two-dimensional task side by side, a row for each variant: fields or images. */
final class PictureFigure {

    private PictureFigure() {}

    /**
     * The figure; empty if the cells have no pictures. Unreadable pictures are added to {@code missing}, the others
     * are drawn.
     */
    static Optional<Chart> of(TaskEntries task, Competitor competitor, List<String> missing) {
        List<Panel> panels = new ArrayList<>();
        Optional<GridPicture> above = Optional.empty();
        for (Entry entry : competitor.entries()) {
            try {
                Optional<GridPicture> picture =
                        GridPicture.read(entry.representative().folder().picture());
                if (picture.isPresent()) {
                    boolean isNew = above.isEmpty() || !above.get().hasTargetOf(picture.get());
                    panels.add(panel(entry, picture.get(), isNew));
                    above = picture;
                }
            } catch (IOException e) {
                missing.add(Text.oneLine("no picture of what " + competitor.name() + " learned, "
                        + EntryNames.variant(entry) + ": " + e.getMessage()));
            }
        }
        return panels.isEmpty()
                ? Optional.empty()
                : Optional.of(new Chart(
                        task.title("the target and what " + competitor.name() + " learned"),
                        task.caption(),
                        panels,
                        ""));
    }

    /** Entries with the same target show it once. */
    private static Panel panel(Entry entry, GridPicture picture, boolean isNewTarget) {
        CellRecord cell = entry.representative().cell();
        Double mse = cell.testMse();
        Double psnr = CellMeasures.psnr(cell);
        String heading = EntryNames.variant(entry)
                + (mse == null ? "" : ", test MSE " + Formats.error(mse))
                + (psnr == null ? "" : ", PSNR " + Formats.decibels(psnr));
        PictureRasters rasters = new PictureRasters(picture, psnr != null);
        String least = rasters.leastText();
        String most = rasters.mostText();
        return new Panel(
                heading,
                Axis.NONE,
                Axis.NONE,
                new Content.Pictures(List.of(
                        new Content.Picture("target", isNewTarget ? rasters.truth() : null, least, most),
                        new Content.Picture("network", rasters.prediction(), least, most),
                        new Content.Picture("error", rasters.error(), "0", rasters.mostErrorText()))));
    }
}
