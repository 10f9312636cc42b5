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
import org.jspecify.annotations.Nullable;

/** Where the training stopped that a cell goes on with. */
final class EarlierTraining {

    private final KeptNetwork kept;
    private final @Nullable OptimizerState optimizer;

    private EarlierTraining(KeptNetwork kept, @Nullable OptimizerState optimizer) {
        this.kept = kept;
        this.optimizer = optimizer;
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
            Optional<OptimizerState> optimizer = continues.moments() ? kept.optimizer() : Optional.empty();
            if (continues.moments() && optimizer.isEmpty()) {
                throw new IllegalStateException(
                        "the optimiser's moments in '" + continues.folder() + "' are gone since the run was planned");
            }
            return Optional.of(new EarlierTraining(kept, optimizer.orElse(null)));
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
        return Optional.ofNullable(optimizer);
    }
}
