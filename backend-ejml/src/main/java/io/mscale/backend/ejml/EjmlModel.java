package io.mscale.backend.ejml;

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
 * @param <M> EJML's dense matrix of the model's precision
 */
final class EjmlModel<M> extends MscaleModel {

    private final Arithmetic<M> arithmetic;
    private final TrainingState<M> state;
    private final ThreadTeam team;
    private final List<ForwardPass<M>> passes = new ArrayList<>();
    private Pieces pieces;
    private @Nullable Trainer<M> trainer;

    EjmlModel(ModelSpec spec, Device device, Arithmetic<M> arithmetic) {
        super(spec, device);
        this.arithmetic = arithmetic;
        state = new TrainingState<>(layout(), spec.training().adam(), spec.threads(), arithmetic);
        team = new ThreadTeam("ejml", spec.threads());
        pieces = Pieces.of(1, spec.threads());
    }

    @Override
    protected void writeParameters(double[] flat) {
        state.reset(flat);
    }

    @Override
    protected void readParameters(double[] flat) {
        state.parameters.store(flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        state.storeMoments(first, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        state.loadMoments(first, second);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        trainer = new Trainer<>(spec().network(), spec().training().loss(), arithmetic, state, team, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        Trainer<M> bound = trainer;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        return bound.step(step);
    }

    /** Buffers are reused for the next set of about the same size. */
    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        Pieces wanted = Pieces.of(samples, team.members());
        if (passes.isEmpty() || wanted.size() != pieces.size()) {
            passes.clear();
            for (int t = 0; t < team.members(); t++) {
                PieceRows rows = PieceRows.values(wanted.size());
                passes.add(new ForwardPass<>(spec().network(), arithmetic, state.parameters, rows, false));
            }
        }
        pieces = wanted;
        team.run(thread -> evaluate(thread, x, y));
    }

    private void evaluate(int thread, double[] x, double[] y) {
        ForwardPass<M> pass = passes.get(thread);
        double[] column = new double[pieces.size()];
        for (int turn = 0; turn < pieces.perThread(); turn++) {
            int first = pieces.first(thread, turn);
            int valid = pieces.valid(first);
            if (valid == 0) {
                continue;
            }
            M[] inputs = pass.inputs;
            for (int c = 0; c < inputs.length; c++) {
                for (int s = 0; s < valid; s++) {
                    column[s] = x[(first + s) * inputs.length + c];
                }
                arithmetic.load(inputs[c], column, 0);
            }
            pass.run();
            M[] prediction = pass.prediction;
            for (int o = 0; o < prediction.length; o++) {
                arithmetic.store(prediction[o], column, 0);
                for (int s = 0; s < valid; s++) {
                    y[(first + s) * prediction.length + o] = column[s];
                }
            }
        }
    }

    @Override
    protected void release() {
        trainer = null;
        team.close();
    }
}
