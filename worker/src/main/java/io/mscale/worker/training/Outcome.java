package io.mscale.worker.training;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.memory.OutOfMemory;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * How the training of a cell ended.
 *
 * @param reason why it ended so; null if there is nothing to say
 * @param accuracy of the network at the end; null if it has none
 * @param peakDeviceBytes the most memory that the model held on its device; null if that is not known
 */
public record Outcome(
        CellStatus status,
        @Nullable String reason,
        CellRecord.@Nullable Accuracy accuracy,
        @Nullable Long peakDeviceBytes) {

    /** It went as it should. */
    public static Outcome ok(@Nullable String reason, CellRecord.Accuracy accuracy) {
        return new Outcome(CellStatus.OK, reason, accuracy, null);
    }

    /** It could not be trained. */
    public static Outcome failed(String reason) {
        return new Outcome(CellStatus.FAILED, reason, null, null);
    }

    /** Something was thrown that nobody else can make sense of. */
    public static Outcome failed(Throwable failure) {
        return failed(OutOfMemory.behind(failure)
                .map(OutOfMemory::inWords)
                .orElseGet(() -> failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    /** The worker's process died. */
    public static Outcome crashed(String reason) {
        return new Outcome(CellStatus.CRASHED, reason, null, null);
    }

    /** The backend cannot do it. */
    public static Outcome unsupported(String reason) {
        return new Outcome(CellStatus.UNSUPPORTED, reason, null, null);
    }

    /** The same end of a model that told how much memory it held on its device. */
    Outcome withPeakDeviceBytes(OptionalLong bytes) {
        // No model holds nothing: whoever says so does not know.
        return new Outcome(status, reason, accuracy, bytes.orElse(0) > 0 ? bytes.getAsLong() : null);
    }
}
