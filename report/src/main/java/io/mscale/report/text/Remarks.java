package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.StepCounts;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Completeness;
import io.mscale.results.evidence.Contest;
import io.mscale.results.evidence.Evidence;
import io.mscale.results.evidence.ReportedCell;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Remarks on single cells (why they failed or stopped early, what JMH measured), on cells that are not comparable, and
 * on what was chosen for the user.
 */
public final class Remarks {

    private Remarks() {}

    /** All remarks, a line each. */
    public static List<String> of(Evidence evidence) {
        List<String> remarks = new ArrayList<>(withoutFigures(evidence));
        for (ReportedCell reported : evidence.cellsAndTwins()) {
            CellRecord.Jmh jmh = CellMeasures.jmh(reported.cell());
            if (jmh != null) {
                remarks.add(Text.oneLine(reported.id() + " JMH: " + CellTexts.jmh(jmh)));
            }
        }
        return remarks;
    }

    /** The remarks without JMH's numbers, for reports whose table has them. */
    public static List<String> withoutFigures(Evidence evidence) {
        List<String> remarks = new ArrayList<>(unlike(evidence.cells()));
        for (ReportedCell reported : evidence.cellsAndTwins()) {
            CellRecord cell = reported.cell();
            String reason = cell.reason();
            if (!cell.isOk()) {
                remarks.add(reported.id() + " " + cell.status() + (reason == null ? "" : ": " + reason));
            } else if (reason != null) {
                remarks.add(reported.id() + " " + Completeness.stoppedInWords(cell));
            }
            CellRecord.Parity parity = cell.parity();
            if (!CellMeasures.timesCount(cell)) {
                remarks.add(reported.id() + " " + CellTexts.noTimes(cell) + "; its times are not shown");
            } else if (parity != null && CellMeasures.isParitySuspicious(cell)) {
                remarks.add(reported.id() + " " + CellTexts.suspiciousParity(parity));
            }
            MachineTexts.disturbed(reported).ifPresent(remarks::add);
            MachineTexts.attempts(reported).ifPresent(remarks::add);
            MachineTexts.unsteady(reported).ifPresent(remarks::add);
        }
        remarks.addAll(ClassicalTexts.problems(evidence));
        remarks.addAll(notCounted(evidence));
        evidence.cells().stream()
                .flatMap(reported -> reported.cell().choices().stream())
                .distinct()
                .forEach(remarks::add);
        return remarks.stream().map(Text::oneLine).toList();
    }

    /** Why instructions were not counted that were asked for, once for each backend. */
    private static List<String> notCounted(Evidence evidence) {
        return evidence.cells().stream()
                .map(ReportedCell::cell)
                .flatMap(cell -> Optional.ofNullable(cell.work().counts())
                        .map(StepCounts::problem)
                        .map(problem -> cell.backend() + ": its instructions were not counted: " + problem)
                        .stream())
                .distinct()
                .toList();
    }

    /** Cells of the same device, task and variant that are not comparable nevertheless. */
    private static List<String> unlike(List<ReportedCell> cells) {
        List<String> remarks = new ArrayList<>();
        Map<String, List<ReportedCell>> groups =
                Evidence.groupBy(cells, cell -> Contest.of(cell).toString());
        groups.forEach((group, members) -> {
            List<String> differences = Contest.Terms.differences(
                    members.stream().map(cell -> Contest.of(cell).terms()).toList());
            if (!differences.isEmpty()) {
                remarks.add(group + ": cells differ in " + String.join(", ", differences)
                        + "; only those that are alike are compared");
            }
        });
        return remarks;
    }
}
