package io.mscale.worker.training;

import io.mscale.api.training.OptimizerState;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Continuation;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Optional;

/** Where the training stopped that a cell goes on with. */
final class EarlierTraining {

    private final KeptNetwork kept;
    private final boolean hasMoments;

    private EarlierTraining(KeptNetwork kept, boolean hasMoments) {
        this.kept = kept;
        this.hasMoments = hasMoments;
    }

    /**
     * Reads it; empty if the cell starts from initial parameters.
     *
     * @throws UncheckedIOException if it cannot be read any more
     * @throws IllegalStateException if it is another training than was planned with
     */
    static Optional<EarlierTraining> of(CellSpec spec) {
        Continuation continues = spec.continues();
        if (continues == null) {
            return Optional.empty();
        }
        try {
            KeptNetwork kept = KeptNetwork.read(new CellFolder(Path.of(continues.folder())));
            if (!kept.file().parametersSha256().equals(continues.parametersSha256())) {
                throw new IllegalStateException(
                        "the network in '" + continues.folder() + "' has changed since the run was planned");
            }
            return Optional.of(new EarlierTraining(kept, continues.moments()));
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "the network that this training goes on with cannot be read: " + e.getMessage(), e);
        }
    }

    double[] parameters() {
        NetworkFile.Term only = kept.file().networks().get(0);
        return kept.parameters(only);
    }

    /** Empty if the optimiser starts afresh. */
    Optional<OptimizerState> optimizer() {
        return hasMoments ? kept.optimizer() : Optional.empty();
    }
}
