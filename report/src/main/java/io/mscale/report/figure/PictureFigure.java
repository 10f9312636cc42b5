package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.file.GridPicture;
import io.mscale.report.text.EntryNames;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.number.Figures;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Target, network and error of a task on the plane, side by side, a row for each variant. Fields are drawn as heat maps
 * with a bar that says what the colours mean, images as they are.
 */
final class PictureFigure {

    private static final double LEFT = 20;
    private static final double FIRST_ROW = 84;
    private static final double SIDE = 270;
    private static final double GAP = 24;
    private static final double BELOW = 58;
    private static final double CAPTION = 17;
    private static final double BAR_WIDTH = 100;
    private static final double BAR_HEIGHT = 9;
    private static final double BAR_BELOW = 9;
    private static final double BAR_RIGHT = 52;
    private static final int BAR_COLOURS = 100;
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
        Optional<GridPicture> above = Optional.empty();
        for (Row row : rows) {
            CellRecord cell = row.entry().representative().cell();
            Double mse = cell.testMse();
            Double psnr = CellFigures.psnr(cell);
            String heading = EntryNames.variant(row.entry())
                    + (mse == null ? "" : ", test MSE " + Figures.error(mse))
                    + (psnr == null ? "" : ", PSNR " + Figures.decibels(psnr));
            svg.text(LEFT, top - 10, TextStyle.HEADING.fit(heading, WIDTH - LEFT), TextStyle.HEADING);
            boolean isNew = above.isEmpty() || !above.get().hasTargetOf(row.picture());
            draw(svg, new PictureRasters(row.picture(), psnr != null), new Area(LEFT, top, SIDE, height), isNew);
            above = Optional.of(row.picture());
            top += height + BELOW;
        }
        return svg.document();
    }

    /** Target, network and error from left to right, the first in the area; a target once for all that share it. */
    private static void draw(Svg svg, PictureRasters rasters, Area area, boolean isNewTarget) {
        Area network = area.movedRight(SIDE + GAP);
        Area error = network.movedRight(SIDE + GAP);
        if (isNewTarget) {
            image(svg, area, rasters.truth(), "target");
        } else {
            svg.text(area.left(), area.top() + CAPTION, "target: as above", TextStyle.NOTE);
        }
        image(svg, network, rasters.prediction(), "network");
        image(svg, error, rasters.error(), "error");
        bar(svg, error, Palette.MAGMA, "0", rasters.mostErrorText());
        if (rasters.isField()) {
            bar(svg, network, Palette.VIRIDIS, rasters.leastText(), rasters.mostText());
            if (isNewTarget) {
                bar(svg, area, Palette.VIRIDIS, rasters.leastText(), rasters.mostText());
            }
        }
    }

    private static void image(Svg svg, Area area, byte[] png, String name) {
        svg.image(area, png);
        svg.frame(area, Stroke.FRAME);
        svg.text(area.left(), area.bottom() + CAPTION, name, TextStyle.LABEL);
    }

    /** What the colours of a field mean, below it. */
    private static void bar(Svg svg, Area field, Palette palette, String least, String most) {
        double[] shares = IntStream.range(0, BAR_COLOURS)
                .mapToDouble(i -> (double) i / (BAR_COLOURS - 1))
                .toArray();
        Area area = new Area(field.right() - BAR_RIGHT - BAR_WIDTH, field.bottom() + BAR_BELOW, BAR_WIDTH, BAR_HEIGHT);
        svg.image(area, PngRaster.of(palette, BAR_COLOURS, 1, shares));
        svg.frame(area, Stroke.FRAME);
        svg.text(area.left() - 5, field.bottom() + CAPTION, least, TextStyle.TICK.atEnd());
        svg.text(area.right() + 5, field.bottom() + CAPTION, most, TextStyle.TICK.atStart());
    }
}
