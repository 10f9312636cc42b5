package io.mscale.backend.ejml;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by a team of threads.
 *
 * @param <M> EJML's dense matrix of the model's precision
 */
final class EjmlModel<M> extends MscaleModel {

    private final Arithmetic<M> arithmetic;
    private final TrainingState<M> state;
    private final ThreadTeam team;
    private final Predictor<M> predictor;
    private @Nullable Trainer<M> trainer;

    EjmlModel(ModelSpec spec, Device device, Arithmetic<M> arithmetic) {
        super(spec, device);
        this.arithmetic = arithmetic;
        state = new TrainingState<>(layout(), spec.training().adam(), spec.threads(), arithmetic);
        team = new ThreadTeam("ejml", spec.threads());
        predictor = new Predictor<>(spec.network(), arithmetic, state.parameters(), team);
    }

    @Override
    protected void writeParameters(double[] flat) {
        state.reset(flat);
    }

    @Override
    protected void readParameters(double[] flat) {
        state.parameters().store(flat);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        trainer = new Trainer<>(spec(), arithmetic, state, team, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        Trainer<M> bound = trainer;
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
