package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.point;
import static io.mscale.tck.task.TaskSubject.points;
import static io.mscale.tck.task.TaskSubject.require;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 73x: the target function. */
public interface TaskTargetRules extends TaskSubject {

    /** Corners are tried in this many dimensions; their number doubles with each. */
    int MOST_CORNER_DIMENSIONS = 10;

    /** Everywhere: corners, the centre, kinks, and random points. */
    @Test
    default void required_spec731_targetIsFiniteAndHasOutputDimensionValues() {
        FittingTask task = seeded(1);
        for (double[] x : samples(task)) {
            double[] y = task.target(x.clone());
            require(
                    y.length == task.outputDimension(),
                    "target returns %d values at %s; outputDimension() is %d",
                    y.length,
                    Arrays.toString(x),
                    task.outputDimension());
            require(
                    Arrays.stream(y).allMatch(Double::isFinite),
                    "the target is %s at %s, which is in the domain",
                    Arrays.toString(y),
                    Arrays.toString(x));
        }
    }

    @Test
    default void required_spec732_targetsAreThoseOfTarget() {
        FittingTask task = seeded(1);
        List<double[]> samples = samples(task);
        double[] together =
                task.targets(samples.stream().flatMapToDouble(Arrays::stream).toArray());
        int outputs = task.outputDimension();
        require(
                together.length == samples.size() * outputs,
                "targets returns %d numbers for %d points with %d outputs",
                together.length,
                samples.size(),
                outputs);
        double largest = Arrays.stream(together).map(Math::abs).max().orElse(0);
        for (int i = 0; i < samples.size(); i++) {
            double[] alone = task.target(samples.get(i).clone());
            for (int k = 0; k < outputs; k++) {
                double difference = Math.abs(alone[k] - together[i * outputs + k]);
                require(
                        difference <= 1e-9 * largest,
                        "output %d at %s is %s by target, %s by targets",
                        k,
                        Arrays.toString(samples.get(i)),
                        alone[k],
                        together[i * outputs + k]);
            }
        }
    }

    /** The target belongs to the seed alone, and arrays belong to whoever called. */
    @Test
    default void required_spec733_targetIsAFunction() {
        FittingTask task = seeded(1);
        FittingTask same = seeded(1);
        for (double[] x : samples(task)) {
            double[] handedIn = x.clone();
            double[] y = task.target(handedIn);
            double[] kept = y.clone();
            require(Arrays.equals(handedIn, x), "target changes the array of the point");
            Arrays.fill(y, 99);
            require(
                    Arrays.equals(task.target(x.clone()), kept),
                    "the target at %s was %s and is %s at the next call",
                    Arrays.toString(x),
                    Arrays.toString(kept),
                    Arrays.toString(task.target(x.clone())));
            require(
                    Arrays.equals(same.target(x.clone()), kept),
                    "the targets of two tasks with the same choices and seed differ at %s",
                    Arrays.toString(x));
        }
        double[] all = points(task.domain(), 20);
        double[] handedIn = all.clone();
        double[] first = task.targets(handedIn);
        require(Arrays.equals(handedIn, all), "targets changes the array of the points");
        double[] kept = first.clone();
        Arrays.fill(first, 99);
        require(Arrays.equals(task.targets(all), kept), "targets hands out an array that it uses itself");
    }

    /** A network that knows nothing and answers with the mean must not count as one that has learned. */
    @Test
    default void required_spec734_targetMseIsBelowTheVarianceOfTheTarget() {
        FittingTask task = seeded(1);
        double targetMse = task.targetMse();
        require(targetMse > 0 && Double.isFinite(targetMse), "targetMse() is %s, not a positive number", targetMse);
        double variance = variance(targetSamples(task));
        require(
                trainSize() == 1 || targetMse < variance,
                "targetMse() is %.3g, but the target's mean reaches %.3g without any training",
                targetMse,
                variance);
    }

    @Test
    default void required_spec735_peakIsTheLargestValue() {
        FittingTask task = seeded(1);
        assumeTrue(task.peak().isPresent(), "is no image with a peak");
        double peak = task.peak().orElseThrow();
        double largest = Arrays.stream(targetSamples(task).y()).max().orElseThrow();
        require(peak > 0 && Double.isFinite(peak), "peak() is %s, not a positive number", peak);
        require(largest <= peak, "peak() is %s, but the training data holds %s", peak, largest);
    }

    /** Averaged over the outputs, as the mean squared error is. */
    private static double variance(Dataset data) {
        double[] y = data.y();
        int outputs = data.outputs();
        return IntStream.range(0, outputs)
                .mapToDouble(k -> {
                    double[] column = IntStream.range(0, data.size())
                            .mapToDouble(i -> y[i * outputs + k])
                            .toArray();
                    double mean = Arrays.stream(column).average().orElseThrow();
                    return Arrays.stream(column)
                            .map(v -> (v - mean) * (v - mean))
                            .average()
                            .orElseThrow();
                })
                .average()
                .orElseThrow();
    }

    private static List<double[]> samples(FittingTask task) {
        Domain domain = task.domain();
        int inputs = domain.dimension();
        List<double[]> samples = new ArrayList<>();
        for (int corner = 0; corner < 1 << Math.min(inputs, MOST_CORNER_DIMENSIONS); corner++) {
            double[] x = new double[inputs];
            for (int i = 0; i < inputs; i++) {
                boolean isUpper = i < MOST_CORNER_DIMENSIONS && (corner >> i & 1) == 1;
                x[i] = (isUpper ? domain.upper() : domain.lower()).get(i);
            }
            samples.add(x);
        }
        double[] centre = new double[inputs];
        Arrays.setAll(centre, i -> (domain.lower().get(i) + domain.upper().get(i)) / 2);
        samples.add(centre);
        if (inputs == 1) {
            task.kinks().forEach(kink -> samples.add(new double[] {kink}));
        }
        double[] random = points(domain, 500);
        for (int i = 0; i < 500; i++) {
            samples.add(point(random, inputs, i));
        }
        return samples;
    }
}
