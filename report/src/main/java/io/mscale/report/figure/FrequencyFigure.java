package io.mscale.report.figure;

import io.mscale.record.cell.CellRecord.CurvePoint;
import io.mscale.record.cell.CellRecord.Frequency;
import io.mscale.report.text.EntryNames;
import io.mscale.results.evidence.Entry;
import java.util.List;
import java.util.Optional;

/** When each frequency was learned: its relative error by step as a heat map, a panel for each variant. */
final class FrequencyFigure {

    private static final double WIDTH = 900;
    private static final double LEFT = 70;
    private static final double PANELS_WIDTH = 700;
    private static final double GAP = 70;
    private static final double FIRST_ROW = 74;
    private static final double HEADING = 9;
    private static final double BELOW = 52;
    private static final double BAR_LEFT = 800;
    private static final double BAR_WIDTH = 16;
    private static final double BAR_STEP = 2;

    private record Row(Entry entry, List<CurvePoint> curve) {}

    private FrequencyFigure() {}

    /** The figure; empty if no frequency was measured after the first step. */
    static Optional<String> of(TaskEntries task, Competitor competitor, List<String> notes) {
        List<Row> rows = competitor.entries().stream()
                .map(entry -> new Row(
                        entry,
                        entry.representative().cell().curve().stream()
                                .filter(point -> point.step() > 0)
                                .toList()))
                .filter(row -> row.curve().stream()
                        .flatMap(point -> point.frequencies().stream())
                        .anyMatch(frequency -> frequency.relativeError() != null))
                .toList();
        return rows.isEmpty()
                ? Optional.empty()
                : Optional.of(draw(task, competitor, competitor.shown(rows, "frequencies", notes)));
    }

    private static String draw(TaskEntries task, Competitor competitor, List<Row> rows) {
        FrequencyRows frequencies = FrequencyRows.of(rows.stream()
                .flatMap(row -> row.curve().stream())
                .flatMap(point -> point.frequencies().stream())
                .mapToDouble(Frequency::k));
        int columns = Math.min(2, rows.size());
        int lines = (rows.size() + 1) / 2;
        double distance = frequencies.height() + 100;
        String title = task.title("how " + competitor.name() + " learned each frequency");
        double height = FIRST_ROW + (lines - 1) * distance + frequencies.height() + BELOW;
        Svg svg = new Svg(WIDTH, height, title, task.caption());
        svg.text(LEFT, 26, TextStyle.TITLE.fit(title, WIDTH - LEFT), TextStyle.TITLE);
        List<StepColumns> steps =
                rows.stream().map(row -> StepColumns.of(row.curve())).toList();
        LogScale x = StepColumns.scale(steps);
        double width = (PANELS_WIDTH - (columns - 1) * GAP) / columns;
        for (int i = 0; i < rows.size(); i++) {
            int line = i / 2;
            Area area =
                    new Area(LEFT + i % 2 * (width + GAP), FIRST_ROW + line * distance, width, frequencies.height());
            Panel panel = new Panel(svg, area, x, new LinearScale(0, 1, new Decimal(1, 0)));
            String heading =
                    TextStyle.HEADING.fit(EntryNames.variant(rows.get(i).entry()), width);
            svg.text(area.left(), area.top() - HEADING, heading, TextStyle.HEADING);
            cells(panel, rows.get(i).curve(), steps.get(i), frequencies);
            panel.axisX();
            panel.nameX("training step");
            frequencies.label(svg, area);
            if (i % 2 == 0) {
                panel.nameY("angular frequency k");
            }
        }
        bar(svg, frequencies.height());
        return svg.document();
    }

    private static void cells(Panel panel, List<CurvePoint> curve, StepColumns steps, FrequencyRows frequencies) {

        panel.svg().openCells();
        for (int i = 0; i < curve.size(); i++) {
            double left = panel.px(steps.from(i));
            double right = panel.px(steps.to(i));
            for (Frequency frequency : curve.get(i).frequencies()) {
                Double error = frequency.relativeError();
                if (error != null && Double.isFinite(error)) {
                    Area row = frequencies.row(frequency.k(), panel.area());
                    panel.svg().cell(left, row.top(), right, row.bottom(), Palette.VIRIDIS.text(error));
                }
            }
        }
        panel.svg().closeCells();
    }

    /** What the colours mean. */
    private static void bar(Svg svg, double height) {
        Area area = new Area(BAR_LEFT, FIRST_ROW, BAR_WIDTH, height);
        svg.openCells();
        for (double y = 0; y < height; y += BAR_STEP) {
            String colour = Palette.VIRIDIS.text((y + BAR_STEP / 2) / height);
            svg.cell(area.left(), area.bottom() - y - BAR_STEP, area.right(), area.bottom() - y, colour);
        }
        svg.closeCells();
        svg.frame(area, Stroke.FRAME);
        for (int i = 0; i <= 4; i++) {
            double y = area.bottom() - height * i / 4;
            svg.line(area.right(), y, area.right() + 4, y, Stroke.FRAME);
            String number = i == 4 ? "\u2265 1" : new Decimal(25L * i, -2).plain();
            svg.text(area.right() + 8, y + 4, new Tick(0, number, ""), TextStyle.TICK.atStart());
        }
        svg.upwards(area.right() + 56, area.middleY(), "relative error", TextStyle.AXIS);
    }
}
