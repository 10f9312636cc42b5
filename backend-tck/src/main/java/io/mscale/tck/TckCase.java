package io.mscale.tck;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.FirstLayer;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkRequest;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.network.Variant;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import io.mscale.api.training.Optimizer;
import io.mscale.api.training.TrainingSpec;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Rounding;
import java.util.Arrays;
import java.util.List;

/**
 * A network with its training and data, small enough for the reference. Parameters and data are rounded to the
 * precision for both the backend and the reference (see {@link Rounding}).
 *
 * @param network the network's shape
 * @param training how it is trained
 * @param precision the format the backend computes in
 * @param samples training samples
 */
public record TckCase(NetworkSpec network, TrainingSpec training, Precision precision, int samples) {

    /**
     * Epsilon of the order of the gradient. With the usual 1e-8 Adam's step depends only on the sign of g, so
     * rounding would decide its direction where g is close to 0.
     */
    private static final Adam SMOOTH = new Adam(1e-2, 1e-2, 0.8, 0.9, 1e-2);

    private static final int FULL_BATCH = Integer.MAX_VALUE;
    private static final long SEED = 11;

    /** 2-17-9-1, scales 1 to 4, sin and tanh, 50 samples in full batches, Adam with a large epsilon. */
    public static TckCase standard(Precision precision) {
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE, 2, List.of(17, 9), 1, new Scales.Linear(4), Activation.SIN, Activation.TANH);
        TrainingSpec training = new TrainingSpec(Loss.meanSquaredError(), SMOOTH, FULL_BATCH, SEED);
        return new TckCase(network, training, precision, 50);
    }

    /** Returns this case with other layers, and a single scale if there are fewer neurons than scales. */
    public TckCase withShape(int inputs, List<Integer> hiddenWidths, int outputs) {
        Scales scales = hiddenWidths.get(0) < network.scales().count() ? Scales.one() : network.scales();
        return with(network.structure(), inputs, hiddenWidths, outputs, scales);
    }

    /** Returns this case with other scales. */
    public TckCase withScales(Scales scales) {
        return with(network.structure(), network.inputs(), network.hiddenWidths(), network.outputs(), scales);
    }

    /** Returns this case with another structure. */
    public TckCase withStructure(Structure structure) {
        return with(structure, network.inputs(), network.hiddenWidths(), network.outputs(), network.scales());
    }

    private TckCase with(Structure structure, int inputs, List<Integer> hiddenWidths, int outputs, Scales scales) {
        ActivationPattern first = network.firstActivation();
        ActivationPattern other = network.activation();
        FirstLayer layer = network.firstLayer();
        return withNetwork(new NetworkSpec(
                structure, inputs, hiddenWidths, outputs, scales, first, other, layer, network.omega()));
    }

    /** Returns this case with other activations. */
    public TckCase withActivations(ActivationPattern first, ActivationPattern other) {
        return withNetwork(new NetworkSpec(
                network.structure(),
                network.inputs(),
                network.hiddenWidths(),
                network.outputs(),
                network.scales(),
                first,
                other,
                network.firstLayer(),
                network.omega()));
    }

    /**
     * Returns a small network of this variant with two inputs and two outputs, in these activations where the variant
     * leaves the choice.
     */
    public TckCase withVariant(Variant variant, ActivationPattern first, ActivationPattern other) {
        return withVariant(variant, first, other, 2);
    }

    /** Returns a small network of this variant with two inputs and another number of outputs. */
    public TckCase withVariant(Variant variant, ActivationPattern first, ActivationPattern other, int outputs) {
        return withNetwork(variant.network(new NetworkRequest(
                2,
                List.of(22, 13, 7),
                outputs,
                new Scales.Explicit(List.of(1.0, 3.0, 2.0)),
                first,
                other,
                false,
                new Baselines(0.4, List.of(0.2, 0.5), 3, 5))));
    }

    /** Returns this case with trained scales. */
    public TckCase withTrainedScales() {
        return withNetwork(network.withFirstLayer(FirstLayer.TRAINED_SCALES));
    }

    /** Returns this case with another optimiser. */
    public TckCase withOptimizer(Adam adam) {
        return withTraining(adam, training.batchSize());
    }

    /** Returns this case with another batch size. */
    public TckCase withBatchSize(int batchSize) {
        return withTraining(training.optimizer(), batchSize);
    }

    private TckCase withTraining(Optimizer optimizer, int batchSize) {
        TrainingSpec other = new TrainingSpec(training.loss(), optimizer, batchSize, training.batchSeed());
        return new TckCase(network, other, precision, samples);
    }

    /** Returns this case with another loss. */
    public TckCase withLoss(Loss loss) {
        TrainingSpec other = new TrainingSpec(loss, training.optimizer(), training.batchSize(), training.batchSeed());
        return new TckCase(network, other, precision, samples);
    }

    /** Returns this case with another number of training samples. */
    public TckCase withSamples(int count) {
        return new TckCase(network, training, precision, count);
    }

    /** The initial parameters, rounded to the precision. */
    public double[] parameters() {
        return Rounding.round(precision, Initialization.UNIFORM.draw(network, SEED));
    }

    /**
     * The training data, rounded to the precision: points in [-pi, pi]^d, targets in [-1.5, 1.5]. Of a loss that wants more
     * columns than there are outputs, the first and the last are moved into [0, 3]: the factor of the slopes in an energy, and
     * the weight of a residual.
     */
    public Dataset data() {
        int inputs = network.inputs();
        int columns = training.loss().targetColumns(inputs, network.outputs());
        boolean isDifferential = training.loss().isDifferential();
        double[] x = points(samples);
        double[] y = new double[samples * columns];
        for (int i = 0; i < samples; i++) {
            for (int k = 0; k < columns; k++) {
                boolean isMoved = isDifferential && (k == 0 || k == columns - 1);
                y[i * columns + k] = Math.sin(x[i * inputs] + k)
                        + 0.5 * Math.cos(2 * x[i * inputs + inputs - 1])
                        + (isMoved ? 1.5 : 0);
            }
        }
        return Rounding.round(precision, new Dataset(inputs, columns, x, y));
    }

    /** Points in [-pi, pi]^d, rounded to the precision, row-major [count x inputs]. */
    public double[] points(int count) {
        RandomStream random = RandomStream.of(SEED, RandomStream.Purpose.TRAINING_POINTS);
        double[] x = new double[count * network.inputs()];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.uniform(-Math.PI, Math.PI);
        }
        return Rounding.round(precision, x);
    }

    /** The reference for this case, before its first step. */
    public ReferenceModel reference() {
        return new ReferenceModel(network, training, parameters(), data());
    }

    /**
     * The factor on tolerances: an eighth of the largest scale, by which the first layer magnifies the rounding of its
     * argument, but at least 1.
     */
    public double magnification() {
        return Math.max(1, Arrays.stream(network.scales().values()).max().orElseThrow() / 8);
    }

    /** Returns this case with another network. */
    public TckCase withNetwork(NetworkSpec other) {
        return new TckCase(other, training, precision, samples);
    }
}
