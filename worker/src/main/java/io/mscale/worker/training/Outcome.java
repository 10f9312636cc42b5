package io.mscale.worker.training;

import io.mscale.api.support.FailureText;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.record.memory.OutOfMemory;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the training of a cell ended.
 *
 * @param reason the reason; null if there is none to give
 * @param accuracy errors of the network at the end; null if there is none
 * @param memory the memory it took; null if that is only known when the process ends
 */
public record Outcome(
        CellStatus status,
        @Nullable String reason,
        CellRecord.@Nullable Accuracy accuracy,
        CellRecord.@Nullable Memory memory) {

    /** Training ended normally. */
    static Outcome ok(@Nullable String reason, CellRecord.Accuracy accuracy) {
        return new Outcome(CellStatus.OK, reason, accuracy, null);
    }

    /** Training failed. */
    static Outcome failed(String reason) {
        return new Outcome(CellStatus.FAILED, reason, null, null);
    }

    /** Training failed with an exception that has no more specific meaning. */
    static Outcome failed(Throwable failure) {
        return failed(OutOfMemory.behind(failure).map(OutOfMemory::inWords).orElseGet(() -> FailureText.of(failure)));
    }

    /** The backend does not support the cell. */
    static Outcome unsupported(String reason) {
        return new Outcome(CellStatus.UNSUPPORTED, reason, null, null);
    }

    /** Adds errors as a solution; null adds nothing, and so does an outcome without errors. */
    Outcome withSolution(CellRecord.@Nullable SolutionErrors solution) {
        return accuracy == null ? this : new Outcome(status, reason, accuracy.asSolution(solution), memory);
    }

    /** Adds the similarity of pictures; null adds nothing. */
    Outcome withSimilarity(@Nullable Double ssim) {
        return accuracy == null || ssim == null ? this : new Outcome(status, reason, accuracy.asPicture(ssim), memory);
    }

    /**
     * Adds the memory taken so far.
     *
     * @param deviceBytes the peak that the model reported of its device
     */
    Outcome withMemory(OptionalLong deviceBytes) {
        // No model uses no memory: 0 means unknown.
        Long onDevice = deviceBytes.orElse(0) > 0 ? deviceBytes.getAsLong() : null;
        return new Outcome(
                status, reason, accuracy, new CellRecord.Memory(ProcessMemory.peakResidentBytes(), onDevice));
    }

    /** The event that ends the log. */
    public WorkerEvent finished(double wallSeconds) {
        CellRecord.Memory taken =
                memory == null ? new CellRecord.Memory(ProcessMemory.peakResidentBytes(), null) : memory;
        return WorkerEvent.finished(wallSeconds, accuracy, taken, status, reason);
    }
}
