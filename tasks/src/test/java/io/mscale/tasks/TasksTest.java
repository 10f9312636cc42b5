package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class TasksTest {

    @Test
    void services_everyTask_isFound() {
        assertThat(ServiceLoader.load(FittingTask.class))
                .extracting(FittingTask::id)
                .containsExactlyInAnyOrder(
                        "fit1d",
                        "fit2d",
                        "stretch",
                        "bandlimited",
                        "image",
                        "csv",
                        "principle",
                        "ritz1d",
                        "pb1d",
                        "ms1d",
                        "pb2d",
                        "pb2d-coef",
                        "osc2d",
                        "helm2d");
    }

    @ParameterizedTest
    @EnumSource
    void settings_everyPreset_fitTheTask(Preset preset) {
        for (FittingTask task : new FittingTask[] {
            new Fit2d(), new Stretch(), new BandLimited(), new ImageFitting().configured(Map.of())
        }) {
            var settings = task.settings(preset);
            Dataset data = task.withSeed(1).trainingSet(10, 1);

            assertThat(data.inputs()).isEqualTo(task.domain().dimension());
            assertThat(data.outputs()).isEqualTo(task.outputDimension());
            assertThat(settings.subnetScales().count())
                    .as("subnetworks of %s", task.id())
                    .isLessThanOrEqualTo(settings.hiddenWidths().stream()
                            .min(Integer::compare)
                            .orElseThrow());
        }
    }

    @Test
    void stretch_target_isSineOf23x() {
        assertThat(new Stretch().target(new double[] {0.4})[0]).isCloseTo(Math.sin(9.2), within(1e-13));
        assertThat(new Stretch().settings(Preset.QUICK).scales().values()).containsOnly(23);
    }

    @Test
    void fit2d_target_isItsFormula() {
        double x = 0.3;
        double y = -0.7;
        double expected = Math.abs(y - x / 2)
                + Math.sin(3 * x) * Math.sin(4 * y)
                + Math.sin(9 * x) * Math.sin(12 * y)
                + Math.sin(24 * x) * Math.sin(32 * y);
        assertThat(new Fit2d().target(new double[] {x, y})[0]).isCloseTo(expected, within(1e-14));
        assertThat(new Fit2d().picture()).isPresent();
    }

    @Test
    void bandlimited_seed_drawsTheFunction() {
        FittingTask task = new BandLimited();
        double[] point = {0.3, 0.4};

        assertThat(task.withSeed(5).target(point)).isEqualTo(task.withSeed(5).target(point));
        assertThat(task.withSeed(6).target(point)).isNotEqualTo(task.withSeed(5).target(point));
    }

    /** Over the domain, for every seed: not on average over phases, which left 0.76 to 1.56. */
    @ParameterizedTest
    @ValueSource(strings = {"1", "2", "3"})
    void bandlimited_everySeed_hasVariance1(String dimension) {
        FittingTask task = new BandLimited().configured(Map.of("dimension", dimension, "kmax", "12"));
        int perAxis = List.of(4000, 250, 60).get(Integer.parseInt(dimension) - 1);
        for (long seed = 1; seed <= 6; seed++) {
            double[] y = task.withSeed(seed).targets(midpoints(Integer.parseInt(dimension), perAxis));
            double mean = Arrays.stream(y).average().orElseThrow();
            double variance =
                    Arrays.stream(y).map(v -> (v - mean) * (v - mean)).average().orElseThrow();

            assertThat(variance).as("seed %d", seed).isCloseTo(1, within(0.01));
        }
    }

    /** The midpoints of equal boxes, which average a smooth function well. */
    private static double[] midpoints(int dimension, int perAxis) {
        int count = (int) Math.pow(perAxis, dimension);
        double[] x = new double[count * dimension];
        for (int i = 0; i < count; i++) {
            int rest = i;
            for (int axis = 0; axis < dimension; axis++) {
                x[i * dimension + axis] = -1 + (2.0 * (rest % perAxis) + 1) / perAxis;
                rest /= perAxis;
            }
        }
        return x;
    }

    @Test
    void bandlimited_rings_addUpToTheWhole() {
        FittingTask whole = new BandLimited().configured(Map.of("bands", "3")).withSeed(4);
        double[] x = whole.trainingSet(50, 4).x();
        double[] sum = new double[50];
        for (int ring = 1; ring <= 3; ring++) {
            FittingTask part = new BandLimited()
                    .configured(Map.of("bands", "3", "ring", Integer.toString(ring)))
                    .withSeed(4);
            double[] y = part.targets(x);
            Arrays.setAll(sum, i -> sum[i] + y[i]);

            assertThat(part.frequencies()).containsExactly(whole.frequencies().get(ring - 1));
            assertThat(part.configured(part.choices()).withSeed(4).targets(x)).isEqualTo(y);
        }

        assertThat(sum).containsExactly(whole.targets(x), within(1e-12));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "4", "inner"})
    void bandlimited_wrongRing_saysWhatIsAllowed(String ring) {
        assertThatThrownBy(() -> new BandLimited().configured(Map.of("bands", "3", "ring", ring)))
                .hasMessageContaining("'" + ring + "'")
                .hasMessageContaining("from 1 to 3");
    }

    @Test
    void principle_trainingPoints_areEquispaced() {
        FittingTask task = new Principle();
        double[] x = task.trainingSet(61, 5).x();
        double[] sorted = Arrays.stream(x).sorted().toArray();
        double[] expected = new double[61];
        Arrays.setAll(expected, i -> -10 + i / 3.0);

        assertThat(sorted).containsExactly(expected, within(1e-12));
        assertThat(task.settings(Preset.PAPER).trainSize()).isEqualTo(61);
        assertThat(task.target(new double[] {2})[0]).isCloseTo(Math.sin(2) + Math.sin(8), within(1e-15));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "6", "two", ""})
    void bandlimited_wrongDimension_saysWhatIsAllowed(String dimension) {
        assertThatThrownBy(() -> new BandLimited().configured(Map.of("dimension", dimension)))
                .hasMessageContaining("'" + dimension + "'")
                .hasMessageContaining("from 1 to 5");
    }

    /** Each product is a quarter of mean squared error, and its probe finds it and nothing else. */
    @Test
    void fit2d_probes_findWhatIsMissing() {
        FittingTask task = new Fit2d();
        Dataset test = task.testSet(20_000, 1);
        double[] x = test.x();
        double[] learned = test.y();
        double worth = 0;
        for (int i = 0; i < learned.length; i++) {
            double high = Math.sin(24 * x[2 * i]) * Math.sin(32 * x[2 * i + 1]);
            learned[i] -= high;
            worth += high * high / learned.length;
        }

        assertThat(worth).isCloseTo(0.25, within(0.01));
        assertThat(task.frequencies()).extracting(FrequencyProbe::k).containsExactly(5.0, 15.0, 40.0);
        assertThat(task.frequencies())
                .extracting(probe -> probe.relativeError(test.x(), test.y(), learned))
                .satisfies(errors -> assertThat(errors.get(0)).isLessThan(0.1))
                .satisfies(errors -> assertThat(errors.get(2)).isCloseTo(1, within(0.1)));
    }

    /** All wave vectors lie in their ring, the same number in each. */
    @Test
    void bandlimited_probes_areTheRings() {
        FittingTask task = new BandLimited()
                .configured(Map.of("dimension", "3", "kmax", "20", "bands", "4"))
                .withSeed(1);

        assertThat(task.frequencies()).extracting(FrequencyProbe::k).containsExactly(2.5, 7.5, 12.5, 17.5);
        for (FrequencyProbe ring : task.frequencies()) {
            assertThat(ring.vectors()).hasSize(8).allSatisfy(k -> {
                double length = Math.sqrt(k.stream().mapToDouble(c -> c * c).sum());
                assertThat(length).isBetween(ring.k() - 2.5, ring.k() + 2.5 + 1e-12);
            });
        }
        assertThat(task.choices()).containsEntry("kmax", "20").containsEntry("dimension", "3");
    }
}
