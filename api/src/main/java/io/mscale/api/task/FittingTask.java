package io.mscale.api.task;

import io.mscale.api.random.RandomStream;
import io.mscale.api.training.Loss;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * A function that networks are fitted to, or data. An implementation is immutable, has a public constructor without
 * arguments that does no work, and is named in {@code META-INF/services/io.mscale.api.task.FittingTask}. Before it is
 * {@link #configured}, only its id, description and options are asked for.
 */
public interface FittingTask {

    /** The name users type: lower-case letters, digits and hyphens. */
    String id();

    /** One line for {@code list tasks}. */
    String description();

    /** What users can choose; empty if there is nothing. */
    default List<TaskOption> options() {
        return List.of();
    }

    /**
     * This task as the user wants it. Files are read here, and all that can be wrong with them is found.
     *
     * @param choices values of some of the {@link #options()} by their names
     * @throws WrongChoiceException if a value is not allowed, or a needed one is missing
     */
    default FittingTask configured(Map<String, String> choices) {
        new TaskChoices(options(), choices);
        return this;
    }

    /**
     * All that was chosen, standard values too, in a form that {@link #configured} makes the same task from, wherever the
     * program is started: names of files are absolute. An option that is not here is recorded as the user gave it.
     */
    default Map<String, String> choices() {
        return Map.of();
    }

    /** The files it was made from. A run is not continued when one of them changed. */
    default List<Path> files() {
        return List.of();
    }

    /** What the user should know of the data, a line each: what was found in a file, what was left out. */
    default List<String> remarks() {
        return List.of();
    }

    /** This task with the target that belongs to a run's seed; the same for all seeds unless the target is drawn. */
    default FittingTask withSeed(long seed) {
        return this;
    }

    /** Where the target is defined and sampled. */
    Domain domain();

    /** The number of output dimensions. */
    default int outputDimension() {
        return 1;
    }

    /** The target function: the {@link #outputDimension()} values at a point {@code x} of {@link #domain()}. */
    double[] target(double[] x);

    /**
     * The target, row-major [points x {@link #outputDimension()}], at points {@code x}, row-major [points x dimensions].
     *
     * @throws IllegalArgumentException if {@link #target} returns more or fewer values
     */
    default double[] targets(double[] x) {
        int inputs = domain().dimension();
        int outputs = outputDimension();
        double[] y = new double[x.length / inputs * outputs];
        for (int i = 0; i < x.length / inputs; i++) {
            double[] point = Arrays.copyOfRange(x, i * inputs, (i + 1) * inputs);
            double[] values = target(point);
            if (values.length != outputs) {
                throw new IllegalArgumentException("target returns " + values.length + " values at "
                        + Arrays.toString(point) + "; outputDimension is " + outputs);
            }
            System.arraycopy(values, 0, y, i * outputs, outputs);
        }
        return y;
    }

    /** What is trained under a preset unless the user says otherwise. */
    PresetSettings settings(Preset preset);

    /** Whether nobody can know the target's frequencies beforehand, so that scales are best chosen from the data. */
    default boolean isSpectrumUnknown() {
        return false;
    }

    /** What training on this task minimises; the mean squared error unless the task says otherwise. */
    default Loss loss() {
        return Loss.meanSquaredError();
    }

    /** The test MSE at which the task counts as learned; the default for time to accuracy. */
    double targetMse();

    /** Points of a one-dimensional domain where the target is not smooth; empty if there are none. */
    default List<Double> kinks() {
        return List.of();
    }

    /**
     * Frequencies the target is known to hold, on parts of the {@link #domain()}; if there are none, those are measured that
     * are the strongest in the training data.
     */
    default List<FrequencyProbe> frequencies() {
        return List.of();
    }

    /**
     * How many samples there are, at least 2, for training and test together; empty if any number can be drawn. A task that has
     * them overrides {@link #trainingSet} and {@link #testSet}, which together are asked for this many at most and have no
     * sample in common. Where {@link #withTestSize} has set the samples to test with, those that are kept from training
     * and not tested with do not count.
     */
    default OptionalInt samples() {
        return OptionalInt.empty();
    }

    /**
     * This task as it is where {@code size} samples are tested with, which are therefore not to be learned from; the same for
     * all sizes unless something depends on the other samples, such as the {@link #units} that they are scaled to.
     *
     * @throws IllegalArgumentException if there are no such test sets
     */
    default FittingTask withTestSize(int size) {
        return this;
    }

    /** The units of the user's data; empty if the task's numbers are shown as they are. */
    default Optional<Units> units() {
        return Optional.empty();
    }

    /** The points, all in the {@link #domain()}, that a picture of the target is made of; empty if there is nothing to look at. */
    default Optional<Grid> picture() {
        return Optional.empty();
    }

    /** The largest value of a target that is an image, to which its peak signal-to-noise ratio relates; empty for others. */
    default OptionalDouble peak() {
        return OptionalDouble.empty();
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
        double[] x = new double[size * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.uniform(domain.lower().get(i % inputs), domain.upper().get(i % inputs));
        }
        return new Dataset(inputs, outputDimension(), x, targets(x));
    }
}
