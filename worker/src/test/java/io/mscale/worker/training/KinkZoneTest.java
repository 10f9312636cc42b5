package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import java.util.List;
import org.junit.jupiter.api.Test;

class KinkZoneTest {

    /** |x| on [-1, 1], which has its kink at 0. */
    private static final FittingTask KINKED = new FittingTask() {

        private final FittingTask line = new LineTask();

        @Override
        public String id() {
            return "kinked";
        }

        @Override
        public String description() {
            return "a corner";
        }

        @Override
        public Domain domain() {
            return line.domain();
        }

        @Override
        public double[] target(double[] x) {
            return new double[] {Math.abs(x[0])};
        }

        @Override
        public PresetSettings settings(Preset preset) {
            return line.settings(preset);
        }

        @Override
        public double targetMse() {
            return 1;
        }

        @Override
        public List<Double> kinks() {
            return List.of(0.0);
        }
    };

    private static final double[] X = {-0.5, -0.03, 0.019, 0.5};

    private static KinkZone zone(FittingTask task, int trainSize) {
        return new KinkZone(task, task.trainingSet(trainSize, 1), new Dataset(1, 1, X, new double[X.length]));
    }

    private static final double[] TRUTH = new double[4];
    private static final double[] PREDICTION = {1, 2, 3, 4};

    @Test
    void meanSquaredError_manySamples_isOfOnePercentOfTheDomain() {
        KinkZone zone = zone(KINKED, 1000);

        assertThat(zone.meanSquaredErrorNear(PREDICTION, TRUTH)).isCloseTo(9, within(1e-12));
        assertThat(zone.meanSquaredErrorAway(PREDICTION, TRUTH)).isCloseTo((1 + 4 + 16) / 3.0, within(1e-12));
    }

    @Test
    void meanSquaredError_fewSamples_isOfFourSpacings() {
        KinkZone zone = zone(KINKED, 100);

        assertThat(zone.meanSquaredErrorNear(PREDICTION, TRUTH)).isCloseTo((4 + 9) / 2.0, within(1e-12));
        assertThat(zone.meanSquaredErrorAway(PREDICTION, TRUTH)).isCloseTo((1 + 16) / 2.0, within(1e-12));
    }

    @Test
    void meanSquaredError_noKinks_isNone() {
        KinkZone zone = zone(new LineTask(), 100);

        assertThat(zone.meanSquaredErrorNear(PREDICTION, TRUTH)).isNaN();
        assertThat(zone.meanSquaredErrorAway(PREDICTION, TRUTH)).isNaN();
    }
}
