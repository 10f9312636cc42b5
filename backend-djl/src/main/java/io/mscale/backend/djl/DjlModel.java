package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.support.Shares;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A network trained by the script. All data of a step are on the device before the first one; a step is a few calls
 * into libtorch and leaves no objects behind.
 *
 * <p>On the processor a team of threads takes a share of the samples each, with operations that run on their own thread
 * alone. libtorch's own threads would meet at the end of each of a step's hundreds of operations, and spin there: when
 * another process takes a core for a moment, all wait for it.
 */
final class DjlModel extends MscaleModel {

    private final NDManager manager;
    private final StepScript script;
    private final TrainingState state;
    private final ThreadTeam team;
    private final List<LayerBuffers> evaluation = new ArrayList<>();
    private @Nullable NDManager evaluationManager;
    private @Nullable BoundData data;

    DjlModel(ModelSpec spec, Device device) {
        super(spec, device);
        PyTorch pyTorch = PyTorch.start();
        script = pyTorch.script();
        manager = pyTorch.newManager(device);
        ThreadTeam started = null;
        try {
            started = new ThreadTeam("djl", device.kind() == Device.Kind.CPU ? spec.threads() : 1);
            started.run(member -> StepScript.enterThread());
            state = new TrainingState(manager, script, spec, layout(), device, pyTorch.blas(), started.members());
        } catch (RuntimeException | Error e) {
            if (started != null) {
                started.close();
            }
            manager.close();
            throw e;
        }
        team = started;
    }

    @Override
    protected void writeParameters(double[] flat) {
        StepScript.enterThread();
        state.reset(flat);
    }

    @Override
    protected void readParameters(double[] flat) {
        StepScript.enterThread();
        state.read(flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        StepScript.enterThread();
        state.readMoments(first, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        StepScript.enterThread();
        state.writeMoments(first, second);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        if (data != null) {
            data.close();
            data = null;
        }
        Loss loss = spec().training().loss();
        int piece = LayerBuffers.samples(spec().network(), device(), loss, schedule.batchSize());
        data = new BoundData(manager, script, state, team, piece, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        BoundData bound = data;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        StepScript.enterThread();
        for (long step = firstStep; step < firstStep + steps; step++) {
            bound.addGradient(step);
            state.update(step, team);
        }
        return bound.loss();
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        StepScript.enterThread();
        int outputs = spec().network().outputs();
        try (NDArray points = Tensors.withOnes(manager, x, spec().network().inputs(), state.type());
                NDArray values = manager.zeros(new Shape(samples, outputs), state.type())) {
            int shares = Math.min(team.members(), samples);
            prepareEvaluation(shares, (samples + shares - 1) / shares);
            team.run(member -> {
                if (member < shares) {
                    int from = Shares.begin(samples, member, shares);
                    evaluate(member, points, values, from, Shares.begin(samples, member + 1, shares));
                }
            });
            Tensors.read(script, values, y);
        }
    }

    private void evaluate(int member, NDArray points, NDArray values, int from, int to) {
        try (NDArray x = Tensors.rows(points, from, to);
                NDArray y = Tensors.rows(values, from, to);
                StepScript.Call predict = state.predictCall(manager, x, y, evaluation.get(member))) {
            predict.run();
        }
    }

    /**
     * Makes buffers for each thread, since those of a small batch would be inefficient, unless there are as large ones.
     *
     * @param most the maximum number of samples of a thread
     */
    private void prepareEvaluation(int threads, int most) {
        int samples = LayerBuffers.samples(
                spec().network(), device(), Loss.meanSquaredError(), Math.min(most, LayerBuffers.MOST));
        if (evaluation.size() >= threads && evaluation.get(0).samples() >= samples) {
            return;
        }
        evaluation.clear();
        if (evaluationManager != null) {
            evaluationManager.close();
        }
        NDManager owner = manager.newSubManager();
        evaluationManager = owner;
        for (int thread = 0; thread < threads; thread++) {
            evaluation.add(state.valueBuffers(owner, samples));
        }
    }

    @Override
    protected void release() {
        if (data != null) {
            data.close();
        }
        team.close();
        state.close();
        manager.close();
    }
}
