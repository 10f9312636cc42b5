package io.mscale.worker.training;

import io.mscale.api.memory.OutOfMemory;
import io.mscale.api.record.CellRecord;
import io.mscale.api.record.CellStatus;
import org.jspecify.annotations.Nullable;

/**
 * How the training of a cell ended.
 *
 * @param reason why it ended so; null if there is nothing to say
 * @param accuracy of the network at the end; null if it has none
 */
public record Outcome(CellStatus status, @Nullable String reason, CellRecord.@Nullable Accuracy accuracy) {

    /** It went as it should. */
    public static Outcome ok(@Nullable String reason, CellRecord.Accuracy accuracy) {
        return new Outcome(CellStatus.OK, reason, accuracy);
    }

    /** It could not be trained. */
    public static Outcome failed(String reason) {
        return new Outcome(CellStatus.FAILED, reason, null);
    }

    /** Something was thrown that nobody else can make sense of. */
    public static Outcome failed(Throwable failure) {
        return failed(OutOfMemory.behind(failure)
                .map(OutOfMemory::inWords)
                .orElseGet(() -> failure.getClass().getSimpleName() + ": " + failure.getMessage()));
    }

    /** The worker's process died. */
    public static Outcome crashed(String reason) {
        return new Outcome(CellStatus.CRASHED, reason, null);
    }

    /** The backend cannot do it. */
    public static Outcome unsupported(String reason) {
        return new Outcome(CellStatus.UNSUPPORTED, reason, null);
    }
}
