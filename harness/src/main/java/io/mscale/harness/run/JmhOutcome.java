package io.mscale.harness.run;

import io.mscale.harness.fork.JmhLog;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TimingMode;
import io.mscale.results.evidence.CellMeasures;

/** The outcome of a cell's JMH measurement: complete, partial or failed. */
final class JmhOutcome {

    private JmhOutcome() {}

    /** Whether JMH should measure a cell: the user asked for it, and the cell's times are trusted. */
    static boolean isWanted(CellRecord cell) {
        return cell.measurement().timing() == TimingMode.JMH && CellMeasures.isTrusted(cell);
    }

    /** Whether JMH has measured everything it should. */
    static boolean isComplete(CellRecord cell) {
        return !isWanted(cell) || (cell.jmh() != null && !hasProblem(cell));
    }

    /** Whether JMH was run and failed. */
    static boolean hasProblem(CellRecord cell) {
        return cell.reason() != null && cell.reason().contains(JmhLog.PREFIX);
    }

    /** A copy of the record with a JMH problem, which starts with {@link JmhLog#PREFIX}, added to its reason. */
    static CellRecord withProblem(CellRecord cell, CellStatus status, String problem) {
        return cell.withOutcome(status, cell.reason() == null ? problem : cell.reason() + "; " + problem);
    }

    /** A copy of the record without the JMH problem of an earlier attempt. */
    static CellRecord withoutProblem(CellRecord cell) {
        String reason = cell.reason();
        if (reason == null || !hasProblem(cell)) {
            return cell;
        }
        String before = reason.substring(0, reason.indexOf(JmhLog.PREFIX));
        return cell.withOutcome(
                cell.status(), before.isEmpty() ? null : before.substring(0, before.length() - "; ".length()));
    }
}
