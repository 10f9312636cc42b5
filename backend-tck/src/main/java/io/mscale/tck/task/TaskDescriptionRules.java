package io.mscale.tck.task;

import static io.mscale.tck.task.TaskSubject.points;
import static io.mscale.tck.task.TaskSubject.require;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Units;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** 75x: what a task says of its target: kinks, frequencies, a picture, units. */
public interface TaskDescriptionRules extends TaskSubject {

    /** Random points at which a frequency is looked for; the noise of its measure is one over their root. */
    int PROBING_POINTS = 20_000;

    /** A frequency must stand out from what random points alone would give it by this factor. */
    double PROMINENCE = 3;

    @Test
    default void required_spec751_kinksLieInAOneDimensionalDomain() {
        FittingTask task = seeded(1);
        List<Double> kinks = task.kinks();
        assumeTrue(!kinks.isEmpty(), "names no kinks");
        Domain domain = task.domain();
        require(
                domain.dimension() == 1,
                "kinks() are points of a one-dimensional domain; this one has %d dimensions",
                domain.dimension());
        for (double kink : kinks) {
            require(
                    kink > domain.lower().get(0) && kink < domain.upper().get(0),
                    "the kink %s is not inside the domain %s",
                    kink,
                    domain);
        }
    }

    @Test
    default void required_spec752_frequenciesAreOfTheDomain() {
        FittingTask task = seeded(1);
        assumeTrue(!task.frequencies().isEmpty(), "names no frequencies");
        Domain domain = task.domain();
        for (FrequencyProbe probe : task.frequencies()) {
            require(probe.k() > 0 && Double.isFinite(probe.k()), "frequency %s is not a positive number", probe.k());
            require(
                    probe.part().dimension() == domain.dimension(),
                    "frequency %s is of %d dimensions, the domain of %d",
                    probe.k(),
                    probe.part().dimension(),
                    domain.dimension());
            require(
                    domain.nearlyContains(probe.part()),
                    "the part of frequency %s, %s, is not in the domain %s",
                    probe.k(),
                    probe.part(),
                    domain);
        }
    }

    /** Otherwise its relative error is the ratio of two accidents, or not a number. */
    @Test
    default void required_spec753_targetHoldsItsFrequencies() {
        FittingTask task = seeded(1);
        assumeTrue(!task.frequencies().isEmpty(), "names no frequencies");
        for (FrequencyProbe probe : task.frequencies()) {
            double[] x = points(probe.part(), PROBING_POINTS);
            double[] y = task.targets(x);
            double power = 0;
            double variance = 0;
            for (int output = 0; output < task.outputDimension(); output++) {
                double[] centred = centred(y, task.outputDimension(), output);
                power += power(probe, x, centred);
                variance += Arrays.stream(centred).map(v -> v * v).sum() / PROBING_POINTS;
            }
            double amplitude = Math.sqrt(power);
            double noise = Math.sqrt(variance / PROBING_POINTS);
            require(
                    amplitude > PROMINENCE * noise,
                    "the target does not hold frequency %s on %s: its coefficient there is %.3g, that of noise %.3g",
                    probe.k(),
                    probe.part(),
                    amplitude,
                    noise);
        }
    }

    @Test
    default void required_spec754_pictureIsOfTheDomain() {
        FittingTask task = seeded(1);
        assumeTrue(task.picture().isPresent(), "has no picture");
        Grid grid = task.picture().orElseThrow();
        require(
                grid.domain().dimension() == task.domain().dimension(),
                "the picture is of %d dimensions, the domain of %d",
                grid.domain().dimension(),
                task.domain().dimension());
        require(
                task.domain().nearlyContains(grid.domain()),
                "the picture's domain %s is not in the task's, %s",
                grid.domain(),
                task.domain());
        double[] y = task.targets(grid.points());
        require(
                y.length == grid.rows() * grid.columns() * task.outputDimension(),
                "the picture of %d x %d cells with %d outputs has %d values",
                grid.columns(),
                grid.rows(),
                task.outputDimension(),
                y.length);
        require(Arrays.stream(y).allMatch(Double::isFinite), "the picture's values are not all finite");
    }

    @Test
    default void required_spec755_unitsAreThoseOfInputsAndOutputs() {
        FittingTask task = seeded(1);
        assumeTrue(task.units().isPresent(), "has no units");
        Units units = task.units().orElseThrow();
        assertThat(units.inputs()).as("units of inputs").hasSize(task.domain().dimension());
        assertThat(units.outputs()).as("units of outputs").hasSize(task.outputDimension());
        assertThat(units.inputs())
                .extracting(Units.Column::name)
                .as("names of inputs")
                .doesNotHaveDuplicates();
    }

    /** The values of an output, less their mean. */
    private static double[] centred(double[] y, int outputs, int output) {
        double[] values = IntStream.range(0, y.length / outputs)
                .mapToDouble(j -> y[j * outputs + output])
                .toArray();
        double mean = Arrays.stream(values).average().orElse(0);
        return Arrays.stream(values).map(v -> v - mean).toArray();
    }

    /** The mean of |c_k|^2 over the wave vectors. */
    private static double power(FrequencyProbe probe, double[] x, double[] y) {
        int inputs = probe.part().dimension();
        double squares = 0;
        for (List<Double> vector : probe.vectors()) {
            double re = 0;
            double im = 0;
            for (int j = 0; j < y.length; j++) {
                double phase = 0;
                for (int i = 0; i < inputs; i++) {
                    phase += vector.get(i) * x[j * inputs + i];
                }
                re += y[j] * Math.cos(phase);
                im += y[j] * Math.sin(phase);
            }
            squares += (re * re + im * im) / ((double) y.length * y.length);
        }
        return squares / probe.vectors().size();
    }
}
