package io.mscale.worker.training;

import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.FittingTask;
import io.mscale.api.training.OptimizerState;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Continuation;
import io.mscale.record.network.KeptNetwork;
import io.mscale.record.network.NetworkFile;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is to be kept of a training: the sum of networks as it is, and the optimiser's state if it is of these parameters. */
final class KeptFiles {

    private final NetworkFile.Origin origin;
    private final List<KeptNetwork.Trained> trained = new ArrayList<>();
    private final @Nullable OptimizerState optimizer;

    /**
     * Takes it from the models, which may be trained on afterwards.
     *
     * @param steps the steps of this training that made the parameters what they are
     */
    KeptFiles(CellSpec spec, MscaleBackend backend, NetworkSum networks, int steps) {
        List<MscaleModel> models = new ArrayList<>();
        networks.forEach((model, factor) -> {
            trained.add(new KeptNetwork.Trained(model.spec().network(), factor, model.parameters()));
            models.add(model);
        });
        MscaleModel last = models.get(models.size() - 1);
        // A model counts from 0 again when the best parameters were put back: it has no moments for them.
        boolean hasState = models.size() == 1
                && last.stepsTaken() > 0
                && backend.capabilities().optimizerState();
        optimizer = hasState ? last.optimizerState() : null;
        Continuation continues = spec.continues();
        origin = new NetworkFile.Origin(
                spec.task(),
                spec.variant().id(),
                spec.seed(),
                spec.backend(),
                spec.device(),
                spec.precision(),
                continues == null ? steps : continues.steps() + steps);
    }

    /** Writes the files of a training that ended well. */
    void write(CellFolder folder, FittingTask task) throws IOException {
        KeptNetwork.write(folder, origin, NetworkFile.Variables.of(task), trained, optimizer);
    }
}
