package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.evidence.ReportedRun;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The lines above a table: what was trained, and on which machine. If cells differ in a setting, all its values are
 * shown.
 */
public final class Caption {

    /** Longer lists are left to the records and to the cells' settings on the page. */
    private static final int MOST_VALUES = 4;

    private static final int MOST_CHARACTERS = 48;

    private Caption() {}

    public static List<String> lines(Evidence evidence) {
        List<String> lines = new ArrayList<>(List.of(training(evidence)));
        evidence.runs().forEach(run -> lines.add((run.mark().isEmpty() ? "" : "[" + run.mark() + "] ") + machine(run)));
        return lines.stream().map(Text::oneLine).toList();
    }

    public static String training(Evidence evidence) {
        List<CellRecord> cells =
                evidence.cells().stream().map(ReportedCell::cell).toList();
        return problems(cells) + "preset " + values(cells, CellRecord::preset) + ", "
                + values(cells, CellRecord::precision) + ", "
                + values(cells, cell -> cell.training().steps()) + " steps" + rounds(cells) + " on "
                + values(cells, cell -> cell.training().trainSize()) + " samples" + noise(cells) + validation(cells)
                + ", widths "
                + values(cells, cell -> cell.network().hiddenWidths().toString()) + ", scales "
                + values(cells, cell -> cell.network().scales().toString()) + ", target MSE "
                + values(cells, cell -> Formats.error(cell.measurement().targetMse()))
                + AccuracyTexts.brackets(evidence)
                        .map(brackets -> ", " + brackets)
                        .orElse("");
    }

    /** The tasks that have options, with these, each followed by a semicolon: which problem it was. */
    private static String problems(List<CellRecord> cells) {
        Map<String, List<CellRecord>> byTask = cells.stream()
                .filter(cell -> !cell.taskSettings().options().isEmpty())
                .collect(Collectors.groupingBy(CellRecord::task, LinkedHashMap::new, Collectors.toList()));
        return byTask.size() > MOST_VALUES
                ? ""
                : byTask.entrySet().stream()
                        .map(task -> task.getKey() + " with " + options(task.getValue()) + "; ")
                        .collect(Collectors.joining());
    }

    private static String options(List<CellRecord> cells) {
        return cells.stream()
                .flatMap(cell -> cell.taskSettings().options().keySet().stream())
                .distinct()
                .map(option -> option + " "
                        + values(cells, cell -> cell.taskSettings().options().getOrDefault(option, "-")))
                .collect(Collectors.joining(", "));
    }

    private static String rounds(List<CellRecord> cells) {
        return cells.stream().allMatch(cell -> cell.training().rounds().rounds() == 1)
                ? ""
                : " in " + values(cells, cell -> cell.training().rounds().rounds()) + " rounds";
    }

    private static String noise(List<CellRecord> cells) {
        return cells.stream().allMatch(cell -> cell.training().noise() == 0)
                ? ""
                : " with noise of " + values(cells, cell -> cell.training().noise())
                        + " times the targets' standard deviation";
    }

    private static String validation(List<CellRecord> cells) {
        if (cells.stream().allMatch(cell -> cell.training().validation().validationSize() == 0)) {
            return "";
        }
        boolean keepsBest =
                cells.stream().anyMatch(cell -> cell.training().validation().keepBest());
        return " and " + values(cells, cell -> cell.training().validation().validationSize())
                + " held out for validation"
                + (keepsBest ? " (errors are those of the parameters with the least validation error)" : "");
    }

    /** Describes on which machine, and when. */
    public static String machine(ReportedRun run) {
        RunRecord.Environment machine = run.record().environment();
        return machine.cpu() + ", " + machine.logicalCores() + " cores, "
                + (machine.gpu() == null ? "" : machine.gpu().name() + ", ") + machine.jvm() + ", "
                + run.record().startedAt();
    }

    private static String values(List<CellRecord> cells, Function<CellRecord, Object> setting) {
        List<String> values =
                cells.stream().map(setting).map(Object::toString).distinct().toList();
        String shown = values.stream()
                .limit(MOST_VALUES)
                .map(value -> value.length() <= MOST_CHARACTERS
                        ? value
                        : value.substring(0, MOST_CHARACTERS / 2) + "..."
                                + value.substring(value.length() - MOST_CHARACTERS / 4))
                .collect(Collectors.joining(" / "));
        return values.size() > MOST_VALUES ? shown + " / and " + (values.size() - MOST_VALUES) + " more" : shown;
    }
}
