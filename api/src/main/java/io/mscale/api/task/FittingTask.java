package io.mscale.api.task;

import io.mscale.api.random.RandomStream;
import java.util.List;

/**
 * A function that networks are fitted to. An implementation is stateless, has a public constructor without arguments
 * that does no work, and is named in {@code META-INF/services/io.mscale.api.task.FittingTask}.
 */
public interface FittingTask {

    /** The name users type: lower-case letters, digits and hyphens. */
    String id();

    /** One line for {@code list tasks}. */
    String description();

    /** Where the target is defined and sampled. */
    Domain domain();

    /** The number of output dimensions. */
    default int outputDimension() {
        return 1;
    }

    /**
     * The target function.
     *
     * @param x a point of {@link #domain()}
     * @return the {@link #outputDimension()} values there
     */
    double[] target(double[] x);

    /** What is trained under a preset unless the user says otherwise. */
    PresetSettings settings(Preset preset);

    /** The test MSE at which the task counts as learned; the default for time to accuracy. */
    double targetMse();

    /** Points of a one-dimensional domain where the target is not smooth; empty if there are none. */
    default List<Double> kinks() {
        return List.of();
    }

    /** Frequencies the target is known to hold; empty if unknown. */
    default List<FrequencyProbe> frequencies() {
        return List.of();
    }

    /** {@code size} training samples, uniform random in the domain unless the task says otherwise. */
    default Dataset trainingSet(int size, long seed) {
        return sample(size, RandomStream.of(seed, RandomStream.Purpose.TRAINING_POINTS));
    }

    /** {@code size} test samples, independent of the training samples of the same seed. */
    default Dataset testSet(int size, long seed) {
        return sample(size, RandomStream.of(seed, RandomStream.Purpose.TEST_POINTS));
    }

    private Dataset sample(int size, RandomStream random) {
        Domain domain = domain();
        int inputs = domain.dimension();
        int outputs = outputDimension();
        double[] x = new double[size * inputs];
        double[] y = new double[size * outputs];
        double[] point = new double[inputs];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < inputs; j++) {
                point[j] = random.uniform(domain.lower().get(j), domain.upper().get(j));
            }
            System.arraycopy(point, 0, x, i * inputs, inputs);
            System.arraycopy(target(point), 0, y, i * outputs, outputs);
        }
        return new Dataset(inputs, outputs, x, y);
    }
}
