package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.leastTrainSize;
import static io.mscale.tck.task.TaskSubject.point;
import static io.mscale.tck.task.TaskSubject.require;
import static io.mscale.tck.task.TaskSubject.solvesAnEquation;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** 72x: training and test data. Backends are compared on the same data, and another seed is another experiment. */
public interface TaskDataRules extends TaskSubject {

    @Test
    default void required_spec721_sameSeedGivesTheSameData() {
        for (long seed : new long[] {0, 1, 123_456_789_012L}) {
            FittingTask first = seeded(seed);
            FittingTask second = seeded(seed);
            first.trainingSet(leastTrainSize(first), seed); // a hidden state would now differ
            assertEqual(
                    "training set of seed " + seed,
                    first.trainingSet(trainSize(), seed),
                    second.trainingSet(trainSize(), seed));
            assertEqual("test set of seed " + seed, first.testSet(testSize(), seed), second.testSet(testSize(), seed));
            assertEqual(
                    "training set of seed " + seed + ", asked for again",
                    first.trainingSet(trainSize(), seed),
                    second.trainingSet(trainSize(), seed));
        }
    }

    @Test
    default void required_spec722_otherSeedGivesOtherPoints() {
        assumeTrue(trainSize() > 1, "a single training sample leaves nothing to draw");
        require(
                !Arrays.equals(
                        seeded(1).trainingSet(trainSize(), 1).x(),
                        seeded(2).trainingSet(trainSize(), 2).x()),
                "the training points of seeds 1 and 2 are the same");
    }

    @Test
    default void required_spec723_trainingAndTestPointsDiffer() {
        FittingTask task = seeded(1);
        Dataset training = task.trainingSet(trainSize(), 1);
        Dataset test = task.testSet(testSize(), 1);
        Set<List<Double>> trained = points(training);
        List<List<Double>> tested = new ArrayList<>(points(test));
        tested.retainAll(trained);

        require(tested.size() < test.size(), "every test point is a training point, too");
        assumeTrue(
                !repeatsPoints(task, training) || tested.isEmpty(),
                "its samples hold a point more than once, so that both sets may");
        require(
                tested.isEmpty(),
                "%d of %d test points are training points, too: %s",
                tested.size(),
                test.size(),
                first(tested));
    }

    @Test
    default void required_spec724_setsAreAsLargeAsAskedFor() {
        FittingTask task = seeded(1);
        for (int size : new int[] {leastTrainSize(task), 2, 17, trainSize()}) {
            int asked = Math.min(size, trainSize());
            assertThat(task.trainingSet(asked, 1).size())
                    .as("size of a training set")
                    .isEqualTo(asked);
        }
        for (int size : new int[] {1, 2, 17, testSize()}) {
            int asked = Math.min(size, testSize());
            assertThat(task.testSet(asked, 1).size()).as("size of a test set").isEqualTo(asked);
        }
    }

    @Test
    default void required_spec725_dataHasTheDimensionsOfTheTask() {
        FittingTask task = seeded(1);
        int inputs = task.domain().dimension();
        Dataset training = task.trainingSet(trainSize(), 1);
        Dataset test = task.testSet(testSize(), 1);
        for (Dataset data : List.of(training, test)) {
            assertThat(data.inputs()).as("inputs of the data, by the domain").isEqualTo(inputs);
        }
        assertThat(test.outputs())
                .as("outputs of the data, by outputDimension()")
                .isEqualTo(task.outputDimension());
        assertThat(training.outputs())
                .as("columns of the training data's targets, by loss() and outputDimension()")
                .isEqualTo(task.loss().targetColumns(inputs, task.outputDimension()));
    }

    @Test
    default void required_spec726_pointsLieInTheDomain() {
        FittingTask task = seeded(1);
        for (Dataset data : List.of(task.trainingSet(trainSize(), 1), task.testSet(testSize(), 1))) {
            double[] x = data.x();
            for (int i = 0; i < data.size(); i++) {
                double[] point = point(x, data.inputs(), i);
                require(
                        task.domain().nearlyContains(point),
                        "the point %s is not in the domain %s",
                        Arrays.toString(point),
                        task.domain());
            }
        }
    }

    private static void assertEqual(String what, Dataset first, Dataset second) {
        require(
                Arrays.equals(first.x(), second.x()) && Arrays.equals(first.y(), second.y()),
                "the %s is not always the same",
                what);
    }

    /** Whether a point is there more than once; the ends of an interval, where an equation is solved on it, do not count. */
    private static boolean repeatsPoints(FittingTask task, Dataset training) {
        int count = solvesAnEquation(task) ? training.parts().get(0) : training.size();
        return points(training, count).size() < count;
    }

    private static Set<List<Double>> points(Dataset data) {
        return points(data, data.size());
    }

    /** The first {@code count} points. */
    private static Set<List<Double>> points(Dataset data, int count) {
        double[] x = data.x();
        Set<List<Double>> points = new HashSet<>();
        for (int i = 0; i < count; i++) {
            points.add(boxed(point(x, data.inputs(), i)));
        }
        return points;
    }

    private static String first(List<List<Double>> points) {
        return points.isEmpty() ? "" : points.get(0).toString();
    }

    private static List<Double> boxed(double[] point) {
        return Arrays.stream(point).boxed().toList();
    }
}
