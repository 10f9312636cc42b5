package io.mscale.harness.run;

import io.mscale.harness.fork.JmhLog;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TimingMode;
import io.mscale.results.evidence.CellMeasures;

/** What JMH left of a cell: scores, or the reason why there are none, or not all. */
final class JmhOutcome {

    private JmhOutcome() {}

    /** Whether JMH is to measure a cell: if the user wants that, and its times will count. */
    static boolean isWanted(CellRecord cell) {
        return cell.measurement().timing() == TimingMode.JMH && CellMeasures.isTrusted(cell);
    }

    /** Whether JMH has measured all it was to measure of a cell that ended well. */
    static boolean isComplete(CellRecord cell) {
        return !isWanted(cell) || (cell.jmh() != null && !hasProblem(cell));
    }

    /** Whether JMH was at work and failed. */
    static boolean hasProblem(CellRecord cell) {
        return cell.reason() != null && cell.reason().contains(JmhLog.PREFIX);
    }

    /**
     * The cell with what went wrong. It stays as good as it was: only its reason says more.
     *
     * @param problem begins with {@link JmhLog#PREFIX}
     */
    static CellRecord withProblem(CellRecord cell, CellStatus status, String problem) {
        return cell.withOutcome(status, cell.reason() == null ? problem : cell.reason() + "; " + problem);
    }

    /** The cell without what an earlier try left. */
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
