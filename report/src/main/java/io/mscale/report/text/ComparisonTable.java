package io.mscale.report.text;

import io.mscale.results.evidence.CellFigures;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.Ranking;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** One row for each contestant, device and task, the variants side by side under each figure. */
final class ComparisonTable {

    private static final List<String> ROW_NAMES = List.of("backend", "device", "task");

    private final Map<Row, List<ReportedCell>> rows;
    private final List<String> variants;
    private final Ranking ranking;
    private final Map<String, Function<Entry, String>> figures = new LinkedHashMap<>();

    /** The backend's own: one figure for all variants. */
    private final Map<String, Function<Entry, String>> common = new LinkedHashMap<>();

    ComparisonTable(List<ReportedCell> cells) {
        rows = Evidence.groupBy(cells, Row::of);
        variants = cells.stream().map(cell -> cell.cell().form()).distinct().toList();
        ranking = new Ranking(Entry.of(cells));
        figures.put("test MSE", entry -> entry.outcome().orElseGet(() -> Figures.error(entry.testMse())));
        if (cells.stream().anyMatch(cell -> CellFigures.psnr(cell.cell()) != null)) {
            figures.put("PSNR", entry -> Figures.decibels(entry.psnr()));
        }
        figures.put("step", entry -> Figures.duration(entry.step()));
        figures.put("steps/s", entry -> Figures.rate(entry.stepsPerSecond()));
        figures.put("x fastest", entry -> Figures.times(ranking.timesFastest(entry)));
        figures.put(
                "to target",
                entry -> entry.outcome().isPresent() ? Figures.MISSING : CellTexts.toTarget(entry.secondsToTarget()));
        common.put("start-up", entry -> Figures.duration(entry.startupSeconds()));
        common.put("peak memory", entry -> Figures.bytes(entry.peakMemory()));
        if (cells.stream().anyMatch(cell -> CellFigures.deviceMemory(cell.cell()) != null)) {
            common.put("on device", entry -> Figures.bytes(entry.deviceMemory()));
        }
        common.put("parity", entry -> CellTexts.parity(entry.worstParity()));
    }

    /** What the rows are told apart by. */
    private record Row(String contestant, String device, String task) {

        static Row of(ReportedCell cell) {
            return new Row(
                    cell.contestant(),
                    cell.cell().device().toString(),
                    cell.cell().task());
        }
    }

    List<String> lines() {
        List<String> names = new ArrayList<>(ROW_NAMES);
        List<String> variantNames = new ArrayList<>(List.of("", "", ""));
        figures.keySet().forEach(name -> {
            names.add(name);
            variants.stream().skip(1).forEach(variant -> names.add(""));
            variantNames.addAll(variants);
        });
        common.keySet().forEach(name -> {
            names.add(name);
            variantNames.add("");
        });
        Table table = new Table(ROW_NAMES.size(), names);
        table.row(variantNames);
        rows.forEach((row, cells) -> table.row(row(row, cells)));
        return table.lines();
    }

    private List<String> row(Row row, List<ReportedCell> cells) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        Entry.of(cells).forEach(entry -> entries.put(entry.contest().variant(), entry));
        Entry all = new Entry(row.contestant(), Contest.of(cells.get(0)), cells);
        List<String> texts = new ArrayList<>(List.of(row.contestant(), row.device(), row.task()));
        for (Function<Entry, String> figure : figures.values()) {
            for (String variant : variants) {
                texts.add(Optional.ofNullable(entries.get(variant)).map(figure).orElse(Figures.MISSING));
            }
        }
        common.values().forEach(figure -> texts.add(figure.apply(all)));
        return texts;
    }
}
