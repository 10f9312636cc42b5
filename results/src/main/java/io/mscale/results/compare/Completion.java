package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.Entry;
import io.mscale.results.evidence.ReportedCell;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Whether a cell's repeats trained to the end and agree with the reference, before and now.
 *
 * @param base the repeats of the base; none if only the head has the cell
 * @param head the repeats of the head; none if only the base has the cell
 */
public record Completion(List<CellRecord> base, List<CellRecord> head) {

    /** What became of it. */
    public enum Change {
        /** All repeats are well in both runs. */
        NONE,
        /** No repeat of the head is well, and some of the base were. */
        FAILS,
        /** A larger share of the repeats fails. */
        FAILS_MORE,
        /** A smaller share of the repeats fails. */
        FAILS_LESS,
        /** Repeats failed, and none does any more. */
        FIXED,
        /** The same share of the repeats fails. */
        FAILS_AS_BEFORE,
        /** A run was stopped before the cell was measured. */
        INTERRUPTED,
        /** Only the base has the cell. */
        GONE,
        /** Only the head has the cell. */
        NEW,
        /** Only the head has the cell, and repeats of it fail. */
        NEW_AND_FAILS
    }

    public Completion {
        base = List.copyOf(base);
        head = List.copyOf(head);
    }

    /** The completion of a cell that both runs have. */
    public static Completion of(CellComparison cell) {
        return new Completion(records(cell.base()), records(cell.head()));
    }

    private static List<CellRecord> records(Entry entry) {
        return entry.cells().stream().map(ReportedCell::cell).toList();
    }

    public Change change() {
        List<CellRecord> before = failed(base);
        List<CellRecord> now = failed(head);
        if (head.isEmpty()) {
            return Change.GONE;
        }
        if (base.isEmpty()) {
            return now.isEmpty() || isInterrupted(now) ? Change.NEW : Change.NEW_AND_FAILS;
        }
        if (isInterrupted(before) || isInterrupted(now)) {
            return Change.INTERRUPTED;
        }
        double shareBefore = before.size() / (double) base.size();
        double share = now.size() / (double) head.size();
        if (share > shareBefore) {
            return now.size() == head.size() ? Change.FAILS : Change.FAILS_MORE;
        }
        if (share < shareBefore) {
            return now.isEmpty() ? Change.FIXED : Change.FAILS_LESS;
        }
        return now.isEmpty() ? Change.NONE : Change.FAILS_AS_BEFORE;
    }

    /** The repeats of the base that failed. */
    public List<CellRecord> failedBefore() {
        return failed(base);
    }

    /** The repeats of the head that fail. */
    public List<CellRecord> failedNow() {
        return failed(head);
    }

    /** Whether the head's run was stopped before the cell was measured. */
    public boolean isInterruptedNow() {
        return isInterrupted(failed(head));
    }

    /** Why the first repeat of the head fails, or, if none does, why that of the base did; empty if all are well. */
    public Optional<String> reason() {
        return Stream.concat(failed(head).stream(), failed(base).stream())
                .findFirst()
                .map(Completion::reason);
    }

    private static boolean isInterrupted(List<CellRecord> failed) {
        return failed.stream().anyMatch(record -> record.status() == CellStatus.INTERRUPTED);
    }

    private static List<CellRecord> failed(List<CellRecord> repeats) {
        return repeats.stream().filter(cell -> !CellMeasures.isTrusted(cell)).toList();
    }

    private static String reason(CellRecord cell) {
        if (cell.isOk()) {
            return CellMeasures.passedParity(cell)
                    ? "its times are impossible on its machine"
                    : "its parity check failed";
        }
        return cell.reason() == null ? cell.status().toString() : cell.status() + ", " + cell.reason();
    }
}
