package io.mscale.backend.simd;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by a team of threads.
 *
 * @param <A> an array of the model's precision
 */
final class SimdModel<A> extends MscaleModel {

    private final Kernels<A> kernels;
    private final PanelLayout panels;
    private final Parameters<A> parameters;
    private final Optimizer<A> optimizer;
    private final ThreadTeam team;
    private final List<Workspace<A>> spaces = new ArrayList<>();
    private final List<ForwardPass<A>> passes = new ArrayList<>();
    private final Predictor<A> predictor;
    private @Nullable Trainer<A> trainer;

    SimdModel(ModelSpec spec, Device device, Kernels<A> kernels) {
        super(spec, device);
        this.kernels = kernels;
        panels = new PanelLayout(spec.network());
        parameters = new Parameters<>(spec.network(), panels, kernels);
        optimizer = new Optimizer<>(
                spec.network(), panels, kernels, parameters, spec.training().adam(), spec.threads());
        for (int t = 0; t < spec.threads(); t++) {
            Workspace<A> space = new Workspace<>(panels, kernels);
            spaces.add(space);
            passes.add(new ForwardPass<>(panels, kernels, parameters, space));
        }
        team = new ThreadTeam("simd", spec.threads());
        predictor = new Predictor<>(panels, kernels, team, spaces, passes);
    }

    @Override
    protected void writeParameters(double[] flat) {
        parameters.load(flat);
        optimizer.reset();
    }

    @Override
    protected void readParameters(double[] flat) {
        parameters.store(flat);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        trainer =
                new Trainer<>(spec(), panels, kernels, parameters, optimizer, team, spaces, passes, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        Trainer<A> bound = trainer;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        return bound.step(step);
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        predictor.run(x, samples, y);
    }

    @Override
    protected void release() {
        trainer = null;
        team.close();
    }
}
