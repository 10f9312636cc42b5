package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.record.cell.CellRecord;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class FrequencyReadingsTest {

    /** sin 4x on the left, sin 30x on the right, and a constant on the right only. */
    private static class Halves implements FittingTask {

        @Override
        public String id() {
            return "halves";
        }

        @Override
        public String description() {
            return "a frequency on each half";
        }

        @Override
        public Domain domain() {
            return Domain.interval(-1, 1);
        }

        @Override
        public double[] target(double[] x) {
            return new double[] {x[0] < 0 ? Math.sin(10 * x[0]) : 2 + Math.sin(30 * x[0])};
        }

        @Override
        public PresetSettings settings(Preset preset) {
            return new LineTask().settings(preset);
        }

        @Override
        public double targetMse() {
            return 0.01;
        }
    }

    private static final FittingTask NAMED = new Halves() {
        @Override
        public List<FrequencyProbe> frequencies() {
            return List.of(new FrequencyProbe(10, -1, 0), new FrequencyProbe(30, 0, 1));
        }
    };

    private static List<CellRecord.Frequency> of(FittingTask task, double factor) {
        Dataset test = task.testSet(400, 1);
        FrequencyReadings readings = new FrequencyReadings(task, task.trainingSet(2000, 1), test);
        return readings.of(Arrays.stream(test.y()).map(y -> factor * y).toArray());
    }

    @Test
    void of_namedFrequencies_areOfTheirPartsWithTheirConstants() {
        List<CellRecord.Frequency> half = of(NAMED, 0.5);

        assertThat(half).extracting(CellRecord.Frequency::k).containsExactly(0.0, 10.0, 0.0, 30.0);
        assertThat(half)
                .extracting(CellRecord.Frequency::part)
                .containsExactly("[-1, 0]", "[-1, 0]", "[0, 1]", "[0, 1]");
        assertThat(half.get(0).relativeError()).as("no constant on the left").isNull();
        assertThat(half.subList(1, 4)).allSatisfy(frequency -> {
            assertThat(frequency.ofData()).isFalse();
            assertThat(frequency.relativeError()).isCloseTo(0.5, within(1e-9));
        });
    }

    @Test
    void of_noNamedFrequencies_areTheStrongestOfTheTrainingData() {
        List<CellRecord.Frequency> half = of(new Halves(), 0.5);

        assertThat(half).hasSizeGreaterThan(2).allSatisfy(frequency -> {
            assertThat(frequency.ofData()).isTrue();
            assertThat(frequency.part()).isNull();
        });
        assertThat(half.get(0).isConstant()).isTrue();
        assertThat(half).extracting(CellRecord.Frequency::k).anySatisfy(k -> assertThat(k)
                .isCloseTo(30, within(2.0)));
        assertThat(of(new Halves(), 0).get(1).relativeError()).isCloseTo(1, within(1e-9));
    }

    @Test
    void of_predictionThatIsNotFinite_hasNoErrors() {
        assertThat(of(NAMED, Double.NaN))
                .extracting(CellRecord.Frequency::relativeError)
                .containsOnlyNulls();
    }
}
