package io.mscale.backend.nd4j;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A network trained with native operations on preallocated arrays. */
final class Nd4jModel extends MscaleModel {

    /** The name of the threads that share the pieces of a step. */
    static final String TEAM = "nd4j-team";

    private final NativeArrays arrays;
    private final Network network;
    private final Parameters gradient;
    private final AdamStep adam;
    private final ThreadTeam team;
    private final Predictor predictor;
    private @Nullable Trainer trainer;

    Nd4jModel(ModelSpec spec, Device device) {
        this(spec, device, Grain.of(device));
    }

    /** Creates a model with another grain than the device's, for tests. */
    Nd4jModel(ModelSpec spec, Device device, Grain grain) {
        super(spec, device);
        arrays = new NativeArrays(spec.precision());
        network = Network.of(spec.network(), grain, layout(), spec.precision(), arrays);
        gradient = new Parameters(network.layout(), arrays);
        INDArray parameters = network.parameters().vector();
        adam = new AdamStep(spec.training().adam(), network.layout(), arrays, parameters, gradient.vector());
        // The members synchronise twice per step. The library's own threads would do so in every operation, with busy
        // waiting, and obstruct each other when the machine has other work. A GPU's operations are asynchronous and
        // parallel by themselves, so one thread issues them.
        team = new ThreadTeam(TEAM, device.kind() == Device.Kind.CPU ? spec.threads() : 1);
        predictor = new Predictor(network);
    }

    @Override
    protected void writeParameters(double[] flat) {
        network.parameters().load(flat);
        network.firstLayer().refresh();
        adam.reset();
    }

    @Override
    protected void readParameters(double[] flat) {
        network.parameters().store(flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        adam.store(first, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        adam.load(first, second);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule schedule) {
        closeTrainer();
        trainer = new Trainer(network, spec().training().loss(), gradient, adam, team, dataset, schedule);
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        Trainer bound = trainer;
        if (bound == null) {
            throw new IllegalStateException("no data was bound");
        }
        for (long step = firstStep; step < firstStep + steps; step++) {
            bound.step(step);
        }
        Nd4j.getExecutioner().commit();
        return bound.loss();
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        predictor.run(x, samples, y);
    }

    @Override
    protected void release() {
        closeTrainer();
        team.close();
        predictor.close();
        adam.close();
        network.firstLayer().close();
        arrays.close();
    }

    private void closeTrainer() {
        Trainer bound = trainer;
        if (bound != null) {
            trainer = null;
            bound.close();
        }
    }
}
