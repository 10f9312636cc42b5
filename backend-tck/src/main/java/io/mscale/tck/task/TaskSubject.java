package io.mscale.tck.task;

import static org.assertj.core.api.Assertions.fail;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;

/** The task under test, and what its rules look at. */
public interface TaskSubject {

    /** The task under test, as its constructor made it. */
    FittingTask task();

    /** Values of its options, by their names: what it cannot do without, such as a file. */
    default Map<String, String> choices() {
        return Map.of();
    }

    /** The task as a run has it: configured, with the target of a seed. Made anew at each call. */
    default FittingTask seeded(long seed) {
        return task().configured(choices()).withSeed(seed);
    }

    /** How many training samples rules look at: those of the preset {@code quick}, but not more than a thousand. */
    default int trainSize() {
        return Math.min(1000, quick().trainSize());
    }

    /** How many test samples rules look at. */
    default int testSize() {
        return Math.min(1000, quick().testSize());
    }

    /** The least training samples there can be: an equation needs one inside and one on the boundary. */
    static int leastTrainSize(FittingTask task) {
        return solvesAnEquation(task) ? 2 : 1;
    }

    /** Samples of the target: those to train on, or those to test with where training data hold an equation instead. */
    default Dataset targetSamples(FittingTask task) {
        return solvesAnEquation(task) ? task.testSet(testSize(), 1) : task.trainingSet(trainSize(), 1);
    }

    /** Whether training data hold an equation, and not the target. */
    static boolean solvesAnEquation(FittingTask task) {
        return BoundaryValueTask.equation(task).isPresent();
    }

    private PresetSettings quick() {
        return seeded(1).settings(Preset.QUICK);
    }

    /** {@code count} points drawn uniformly from a box, row-major [count x dimensions]. */
    static double[] points(Domain box, int count) {
        RandomStream random = RandomStream.of(7, RandomStream.Purpose.TEST_POINTS);
        int inputs = box.dimension();
        double[] x = new double[count * inputs];
        for (int i = 0; i < x.length; i++) {
            x[i] = random.uniform(box.lower().get(i % inputs), box.upper().get(i % inputs));
        }
        return x;
    }

    /** The point that is number {@code index} of a row-major array. */
    static double[] point(double[] x, int inputs, int index) {
        return Arrays.copyOfRange(x, index * inputs, (index + 1) * inputs);
    }

    /** Fails with a message in words unless something holds. */
    static void require(boolean holds, String format, Object... arguments) {
        if (!holds) {
            fail(String.format(Locale.ROOT, format, arguments));
        }
    }
}
