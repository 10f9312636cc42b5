package io.mscale.results.figure;

import io.mscale.api.record.CellRecord;
import io.mscale.api.record.GridPicture;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Figures;
import io.mscale.results.report.EntryNames;
import io.mscale.results.report.Text;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Target, network and error of a task on the plane, side by side, a row for each variant. One value a point is drawn as a
 * heat map, three as red, green and blue.
 */
final class PictureFigure {

    private static final double LEFT = 20;
    private static final double FIRST_ROW = 84;
    private static final double SIDE = 270;
    private static final double GAP = 24;
    private static final double BELOW = 58;
    private static final double WIDTH = LEFT + 3 * SIDE + 3 * GAP;

    private record Row(Entry entry, GridPicture picture) {}

    private PictureFigure() {}

    /** The figure; empty if the cells have no pictures. One that cannot be read is told of, and the others are drawn. */
    static Optional<String> of(TaskEntries task, Competitor competitor, List<String> notes) {
        List<Row> rows = new ArrayList<>();
        for (Entry entry : competitor.entries()) {
            try {
                GridPicture.read(entry.representative().folder().picture())
                        .ifPresent(picture -> rows.add(new Row(entry, picture)));
            } catch (IOException e) {
                notes.add(Text.oneLine("no picture of what " + competitor.name() + " learned, "
                        + EntryNames.variant(entry) + ": " + e.getMessage()));
            }
        }
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(draw(task, competitor, competitor.shown(rows, "pictures", notes)));
    }

    private static String draw(TaskEntries task, Competitor competitor, List<Row> rows) {
        GridPicture first = rows.get(0).picture();
        double height = SIDE * Math.min(2, (double) first.rows() / first.columns());
        String title = task.title("the target and what " + competitor.name() + " learned");
        Svg svg = new Svg(WIDTH, FIRST_ROW + rows.size() * (height + BELOW), title, task.caption());
        svg.text(LEFT, 26, TextStyle.TITLE.fit(title, WIDTH - LEFT), TextStyle.TITLE);
        double top = FIRST_ROW;
        for (Row row : rows) {
            PictureColours colours = PictureColours.of(row.picture(), isImage(row.entry()));
            String name = EntryNames.variant(row.entry());
            Double mse = row.entry().representative().cell().testMse();
            String quality = (mse == null ? "" : ", test MSE " + Figures.error(mse)) + psnr(row.entry());
            svg.text(LEFT, top - 10, TextStyle.HEADING.fit(name + quality, WIDTH - LEFT), TextStyle.HEADING);
            List<int[]> images = List.of(colours.truth(), colours.prediction(), colours.errors());
            List<String> captions =
                    List.of("target" + colours.range(), "network" + colours.range(), "error" + colours.errorRange());
            for (int i = 0; i < images.size(); i++) {
                double left = LEFT + i * (SIDE + GAP);
                Area area = new Area(left, top, SIDE, height);
                svg.image(
                        area,
                        images.get(i),
                        row.picture().columns(),
                        row.picture().rows());
                svg.frame(area, Stroke.FRAME);
                svg.text(left, top + height + 16, captions.get(i), TextStyle.NOTE);
            }
            top += height + BELOW;
        }
        return svg.document();
    }

    /** Whether the values are brightness from 0 to 1: what has a signal-to-noise ratio is an image. */
    private static boolean isImage(Entry entry) {
        return psnrOf(entry) != null;
    }

    private static @Nullable Double psnrOf(Entry entry) {
        CellRecord.Accuracy accuracy = entry.representative().cell().accuracy();
        return accuracy == null ? null : accuracy.psnr();
    }

    private static String psnr(Entry entry) {
        Double psnr = psnrOf(entry);
        return psnr == null ? "" : ", PSNR " + Figures.rate(psnr) + " dB";
    }
}
