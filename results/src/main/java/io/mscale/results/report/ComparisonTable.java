package io.mscale.results.report;

import io.mscale.api.record.CellRecord;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * One row for each backend, device and task, the variants side by side under each figure. Repeats are summed up by their
 * median, in which a target that was not reached counts as infinitely late.
 */
final class ComparisonTable {

    private static final List<String> ROW_NAMES = List.of("backend", "device", "task");

    private final Map<Row, List<CellRecord>> rows = new LinkedHashMap<>();
    private final List<String> variants;

    ComparisonTable(List<CellRecord> cells) {
        cells.forEach(cell ->
                rows.computeIfAbsent(Row.of(cell), row -> new ArrayList<>()).add(cell));
        variants = cells.stream().map(CellRecord::variant).distinct().toList();
    }

    /** What the rows are told apart by. */
    private record Row(String backend, String device, String task) {

        static Row of(CellRecord cell) {
            return new Row(cell.backend(), cell.device(), cell.task());
        }
    }

    /** A figure that every variant has. */
    private interface Figure {

        /** The figure as text, of cells of one row and variant that ended well; there is at least one. */
        String of(List<CellRecord> cells);
    }

    List<String> lines() {
        Map<String, Figure> figures = new LinkedHashMap<>();
        figures.put("test MSE", cells -> Figures.error(CellFigures.median(cells, CellRecord::testMse)));
        figures.put("step", cells -> Figures.duration(CellFigures.median(cells, CellFigures::step)));
        figures.put("steps/s", cells -> Figures.rate(CellFigures.median(cells, CellFigures::stepsPerSecond)));
        figures.put("x fastest", this::againstFastest);
        figures.put(
                "to target", cells -> CellFigures.toTarget(CellFigures.median(cells, CellFigures::secondsToTarget)));
        List<String> names = new ArrayList<>(ROW_NAMES);
        List<String> variantNames = new ArrayList<>(List.of("", "", ""));
        figures.keySet().forEach(name -> {
            names.add(name);
            variants.stream().skip(1).forEach(variant -> names.add(""));
            variantNames.addAll(variants);
        });
        names.addAll(List.of("start-up", "peak memory", "parity"));
        variantNames.addAll(List.of("", "", ""));
        Table table = new Table(ROW_NAMES.size(), names);
        table.row(variantNames);
        rows.forEach((row, cells) ->
                table.row(row(row, cells, figures.values().stream().toList())));
        return table.lines();
    }

    private List<String> row(Row row, List<CellRecord> cells, List<Figure> figures) {
        List<String> texts = new ArrayList<>(List.of(row.backend(), row.device(), row.task()));
        for (Figure figure : figures) {
            for (String variant : variants) {
                List<CellRecord> ok =
                        ofVariant(cells, variant).filter(CellRecord::isOk).toList();
                boolean isFirst = figure == figures.get(0);
                String missing = isFirst ? outcome(cells, variant) : Figures.MISSING;
                texts.add(ok.isEmpty() ? missing : figure.of(ok));
            }
        }
        texts.add(Figures.duration(CellFigures.median(cells, CellFigures::startupSeconds)));
        texts.add(Figures.bytes(cells.stream()
                .map(CellFigures::peakMemory)
                .filter(Objects::nonNull)
                .max(Long::compare)
                .orElse(null)));
        texts.add(worstParity(cells));
        return texts;
    }

    /** The step over the fastest step of the same variant, device and task. */
    private String againstFastest(List<CellRecord> cells) {
        CellRecord first = cells.get(0);
        Double own = CellFigures.median(cells, CellFigures::step);
        if (own == null) {
            return Figures.MISSING;
        }
        double fastest = own;
        for (Map.Entry<Row, List<CellRecord>> entry : rows.entrySet()) {
            Row row = entry.getKey();
            if (row.device().equals(first.device()) && row.task().equals(first.task())) {
                Double other = CellFigures.median(
                        ofVariant(entry.getValue(), first.variant())
                                .filter(CellRecord::isOk)
                                .toList(),
                        CellFigures::step);
                fastest = other == null ? fastest : Math.min(fastest, other);
            }
        }
        return Figures.times(own / fastest);
    }

    private static Stream<CellRecord> ofVariant(List<CellRecord> cells, String variant) {
        return cells.stream().filter(cell -> cell.variant().equals(variant));
    }

    /** How the cells of a variant ended of which none ended well. */
    private static String outcome(List<CellRecord> cells, String variant) {
        return ofVariant(cells, variant)
                .findFirst()
                .map(cell -> cell.status().toString())
                .orElse(Figures.MISSING);
    }

    private static String worstParity(List<CellRecord> cells) {
        return cells.stream()
                .filter(cell -> cell.parity() != null)
                .max(Comparator.comparing(ComparisonTable::parityRank))
                .map(CellFigures::parity)
                .orElse(Figures.MISSING);
    }

    private static double parityRank(CellRecord cell) {
        CellRecord.Parity parity = cell.parity();
        if (parity == null) {
            return -1;
        }
        Double error = parity.maxRelativeError();
        double rank = error == null ? Double.MAX_VALUE : error;
        return parity.passed() ? rank : Double.MAX_VALUE;
    }
}
