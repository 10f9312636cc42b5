package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DataSplitTest {

    private static final FittingTask TASK = new TwoOutputs();

    private static final class TwoOutputs implements FittingTask {
        @Override
        public String id() {
            return "two-outputs";
        }

        @Override
        public String description() {
            return "outputs of different size";
        }

        @Override
        public Domain domain() {
            return Domain.interval(-1, 1);
        }

        @Override
        public int outputDimension() {
            return 2;
        }

        @Override
        public double[] target(double[] x) {
            return new double[] {x[0], 100 * Math.sin(3 * x[0])};
        }

        @Override
        public double targetMse() {
            return 1;
        }

        @Override
        public PresetSettings settings(Preset preset) {
            return new PresetSettings(
                    List.of(1),
                    Scales.one(),
                    Activation.SIN,
                    Activation.SIN,
                    Initialization.UNIFORM,
                    1,
                    1,
                    1,
                    1e-3,
                    0,
                    1);
        }
    }

    @Test
    void of_neitherNoiseNorValidation_isTheTasksOwnData() {
        DataSplit data = DataSplit.of(TASK, 50, 0, 20, 0, 7);

        assertThat(data.training().x()).isEqualTo(TASK.trainingSet(50, 7).x());
        assertThat(data.training().y()).isEqualTo(TASK.trainingSet(50, 7).y());
        assertThat(data.test().y()).isEqualTo(TASK.testSet(20, 7).y());
        assertThat(data.validation()).isEmpty();
    }

    @Test
    void of_noise_isRelativeToEachOutputAndSparesTheTestSet() {
        int size = 20_000;
        Dataset exact = TASK.trainingSet(size, 7);
        DataSplit data = DataSplit.of(TASK, size, 0, 20, 0.1, 7);

        assertThat(data.training().x()).isEqualTo(exact.x());
        assertThat(data.test().y()).isEqualTo(TASK.testSet(20, 7).y());
        for (int output = 0; output < 2; output++) {
            double[] noise = difference(data.training().y(), exact.y(), output);
            double share = deviation(noise) / deviation(difference(exact.y(), new double[2 * size], output));
            assertThat(share).isCloseTo(0.1, within(0.003));
            assertThat(Arrays.stream(noise).average().orElseThrow() / deviation(noise))
                    .isCloseTo(0, within(0.03));
        }
    }

    @Test
    void of_sameSeed_isTheSameNoiseAndTheSameSamples() {
        DataSplit once = DataSplit.of(TASK, 80, 20, 20, 0.1, 7);
        DataSplit again = DataSplit.of(TASK, 80, 20, 20, 0.1, 7);

        assertThat(once.training().y()).isEqualTo(again.training().y());
        assertThat(once.validation().orElseThrow().y())
                .isEqualTo(again.validation().orElseThrow().y());
        assertThat(once.training().y())
                .isNotEqualTo(DataSplit.of(TASK, 80, 20, 20, 0.1, 8).training().y());
    }

    @Test
    void of_validation_partsTheNoisyTrainingSet() {
        DataSplit whole = DataSplit.of(TASK, 100, 0, 20, 0.1, 7);
        DataSplit data = DataSplit.of(TASK, 70, 30, 20, 0.1, 7);
        Dataset held = data.validation().orElseThrow();

        assertThat(data.training().size()).isEqualTo(70);
        assertThat(held.size()).isEqualTo(30);
        assertThat(Stream.of(data.training(), held).flatMap(DataSplitTest::samples))
                .containsExactlyInAnyOrderElementsOf(samples(whole.training()).toList());
        assertThat(samples(held).toList())
                .isNotEqualTo(samples(whole.training()).skip(70).toList());
        assertThat(data.test().x()).isEqualTo(whole.test().x());
    }

    private static Stream<List<Double>> samples(Dataset data) {
        double[] x = data.x();
        double[] y = data.y();
        return IntStream.range(0, data.size()).mapToObj(i -> List.of(x[i], y[2 * i], y[2 * i + 1]));
    }

    private static double[] difference(double[] a, double[] b, int output) {
        double[] difference = new double[a.length / 2];
        Arrays.setAll(difference, i -> a[2 * i + output] - b[2 * i + output]);
        return difference;
    }

    private static double deviation(double[] values) {
        double mean = Arrays.stream(values).average().orElseThrow();
        return Math.sqrt(Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .average()
                .orElseThrow());
    }
}
