package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.option.Numbers;
import io.mscale.harness.UsageException;
import io.mscale.record.cell.CellSpec;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What happens to the training samples before training: noise on their targets, and samples held out to watch it by. */
@Parameters(separators = "=")
public final class ValidationOptions {

    private static final String VALIDATION = "--validation";
    private static final String KEEP_BEST = "--keep-best";
    private static final String EARLY_STOPPING = "--early-stopping";

    @Parameter(names = "--noise")
    private @Nullable Double noise;

    @Parameter(names = VALIDATION)
    private @Nullable HeldOut validation;

    @Parameter(names = KEEP_BEST)
    private boolean keepBest;

    @Parameter(names = EARLY_STOPPING)
    private @Nullable Integer earlyStopping;

    /** How many samples are held out: a share of the training samples, or else a number of them. */
    record HeldOut(@Nullable BigDecimal share, int count) {

        /** Reads 10%, 0.1 or 500. */
        static HeldOut parse(String text) {
            boolean isPercent = text.endsWith("%");
            if (!isPercent && text.matches("\\d+")) {
                return new HeldOut(null, Numbers.positiveInt(text));
            }
            double value;
            try {
                value = Numbers.positive(isPercent ? text.substring(0, text.length() - 1) : text);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(
                        "'" + text + "' is neither a share of the training samples, as in 10% or 0.1, nor a number of"
                                + " them, as in 500",
                        e);
            }
            double share = isPercent ? value / 100 : value;
            if (share >= 1) {
                throw new IllegalArgumentException(
                        "'" + text + "' is not a share below 100%, and leaves no samples to train on");
            }
            return new HeldOut(BigDecimal.valueOf(share), 0);
        }

        int of(int samples) {
            return share == null ? count : (int) Math.max(1, Math.round(share.doubleValue() * samples));
        }
    }

    /**
     * A cell's training with the user's noise and validation.
     *
     * @param plain the training without them, on all training samples
     * @throws UsageException if nothing is left to train on, an option lacks the validation it relies on, or a training in
     *     rounds is to stop early
     */
    public CellSpec.Training applied(CellSpec.Training plain) {
        if (earlyStopping != null && plain.rounds().rounds() > 1) {
            throw new UsageException(
                    EARLY_STOPPING + ": a training in " + plain.rounds().rounds()
                            + " rounds cannot stop early, because its validation error rises where a round begins; "
                            + KEEP_BEST + " can be used");
        }
        int held = heldOut(plain.trainSize());
        return new CellSpec.Training(
                plain.steps(),
                plain.trainSize() - held,
                plain.testSize(),
                plain.batchSize(),
                plain.loss(),
                plain.optimizer(),
                plain.learningRate(),
                plain.decay(),
                noise == null ? 0 : noise,
                new CellSpec.Validation(held, keepBest, earlyStopping),
                plain.rounds());
    }

    private int heldOut(int samples) {
        if (validation == null) {
            if (keepBest || earlyStopping != null) {
                throw new UsageException((keepBest ? KEEP_BEST : EARLY_STOPPING)
                        + ": needs samples to tell good parameters by; hold some out with " + VALIDATION + " 10%");
            }
            return 0;
        }
        int held = validation.of(samples);
        if (held >= samples) {
            throw new UsageException(VALIDATION + ": holding out " + held + " of " + samples
                    + " training samples leaves none to train on");
        }
        return held;
    }
}
