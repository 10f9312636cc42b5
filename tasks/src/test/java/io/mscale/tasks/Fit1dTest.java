package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.Arrays;
import java.util.List;
import java.util.ServiceLoader;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class Fit1dTest {

    private final FittingTask task = new Fit1d();

    private double f(double x) {
        return task.target(new double[] {x})[0];
    }

    /** The mean squared error of a guess over many test points. */
    private double mse(DoubleUnaryOperator guess) {
        Dataset test = task.testSet(200_000, 1);
        double[] x = test.x();
        double[] y = test.y();
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            double error = guess.applyAsDouble(x[i]) - y[i];
            sum += error * error;
        }
        return sum / x.length;
    }

    @Test
    void serviceLoader_finds_theTask() {
        assertThat(ServiceLoader.load(FittingTask.class))
                .filteredOn(found -> found.id().equals("fit1d"))
                .hasExactlyElementsOfTypes(Fit1d.class);
    }

    @Test
    void target_leftHalf_holdsTheLowFrequencies() {
        assertThat(f(-Math.PI / 2)).isCloseTo(1 - 1 + 1, within(1e-12));
        assertThat(f(-1)).isCloseTo(-Math.sin(1) - Math.sin(3) + 1, within(1e-12));
    }

    @Test
    void target_rightHalf_holdsTheHighFrequencies() {
        assertThat(f(1)).isCloseTo(Math.sin(23) + Math.sin(137) + Math.sin(203) + 1, within(1e-12));
        // 23, 137 and 203 are 3, 1 and 3 modulo 4
        assertThat(f(Math.PI / 2)).isCloseTo(-1 + 1 - 1 + 1, within(1e-10));
    }

    @Test
    void target_atTheKink_isContinuousWithAJumpInTheSlope() {
        double h = 1e-7;
        assertThat(f(0)).isEqualTo(1);
        assertThat((f(0) - f(-h)) / h).isCloseTo(4, within(1e-3));
        assertThat((f(h) - f(0)) / h).isCloseTo(363, within(1e-2));
        assertThat(task.kinks()).containsExactly(0.0);
    }

    @Test
    void mse_lossLadder_isThatOfTheFrequenciesLearned() {
        // the best constant, the mean: 1 - (2 + 2/3 - 2/23 - 2/137 - 2/203) / (2 pi)
        assertThat(mse(x -> 0.5933)).isCloseTo(1.085, within(0.01));
        assertThat(mse(x -> x < 0 ? f(x) : 1)).isCloseTo(0.75, within(0.01));
        assertThat(mse(x -> x < 0 ? f(x) : 1 + Math.sin(23 * x))).isCloseTo(0.50, within(0.01));
        assertThat(mse(x -> x < 0 ? f(x) : 1 + Math.sin(23 * x) + Math.sin(137 * x)))
                .isCloseTo(0.25, within(0.01));
        assertThat(mse(this::f)).isZero();
    }

    @Test
    void settings_paper_areTheChapters() {
        assertThat(task.settings(Preset.PAPER))
                .isEqualTo(new PresetSettings(
                                List.of(3000, 100, 100, 100),
                                new Scales.Linear(200),
                                Activation.SIN,
                                Activation.RELU,
                                Initialization.UNIFORM,
                                10_000,
                                2000,
                                30_000,
                                1e-4,
                                1e-7,
                                50_000)
                        .withBaselines(new Baselines(32, List.of(1.0, 32.0), 8, 30)));
    }

    @ParameterizedTest
    @EnumSource
    void settings_everyPreset_makeANetworkAndFullBatches(Preset preset) {
        PresetSettings settings = task.settings(preset);
        NetworkSpec network = new NetworkSpec(
                Structure.DENSE,
                task.domain().dimension(),
                settings.hiddenWidths(),
                task.outputDimension(),
                settings.scales(),
                settings.firstActivation(),
                settings.activation());
        assertThat(network.scalePerNeuron()).hasSize(settings.hiddenWidths().get(0));
        assertThat(settings.batchSize()).isGreaterThanOrEqualTo(settings.trainSize());
        assertThat(settings.steps()).isPositive();
    }

    @Test
    void sets_sameSeed_areTheSameAndOthersDiffer() {
        double[] train = task.trainingSet(100, 7).x();
        assertThat(task.trainingSet(100, 7).x()).isEqualTo(train);
        assertThat(task.testSet(100, 7).x()).isNotEqualTo(train);
        assertThat(task.trainingSet(100, 8).x()).isNotEqualTo(train);
        // A larger set begins with the smaller one.
        assertThat(Arrays.copyOf(task.trainingSet(200, 7).x(), 100)).isEqualTo(train);
    }

    @Test
    void sets_points_fillTheDomainAndHoldTheTarget() {
        Dataset train = task.trainingSet(1000, 1);
        double[] x = train.x();
        assertThat(Arrays.stream(x).min().orElseThrow()).isBetween(-Math.PI, -3.1);
        assertThat(Arrays.stream(x).max().orElseThrow()).isBetween(3.1, Math.PI);
        assertThat(train.y()).isEqualTo(Arrays.stream(x).map(this::f).toArray());
    }

    @Test
    void frequencies_eachProbe_findsItsFrequencyInTheTarget() {
        Dataset test = task.testSet(5000, 1);
        double[] constant = new double[test.size()];
        Arrays.fill(constant, 1);
        assertThat(task.frequencies()).hasSize(5).allSatisfy(probe -> {
            assertThat(probe.relativeError(test.x(), test.y(), test.y())).isZero();
            assertThat(probe.relativeError(test.x(), test.y(), new double[test.size()]))
                    .isEqualTo(1);
            assertThat(probe.relativeError(test.x(), test.y(), constant)).isGreaterThan(0.5);
        });
    }
}
