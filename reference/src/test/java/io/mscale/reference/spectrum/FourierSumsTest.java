package io.mscale.reference.spectrum;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FourierSumsTest {

    @ParameterizedTest
    @CsvSource({"1, 1", "1, 2", "1, 63", "1, 1000", "2, 1", "2, 9", "3, 4"})
    void addPower_randomPoints_isTheSumOfEachFrequency(int dimensions, int most) {
        int samples = 7;
        double[] phases = random(samples * dimensions, 100);
        double[] y = random(samples, 1);
        FourierSums sums = new FourierSums(dimensions, most);
        double[] power = new double[sums.size()];
        sums.addPower(phases, y, 0, 1, power);

        double[] unit = DoubleStream.generate(() -> 1).limit(dimensions).toArray();
        for (int index = sums.size() / 2; index < sums.size(); index++) {
            List<Double> m = sums.vector(index, unit);
            double re = 0;
            double im = 0;
            for (int i = 0; i < samples; i++) {
                double angle = 0;
                for (int j = 0; j < dimensions; j++) {
                    angle += m.get(j) * phases[i * dimensions + j];
                }
                re += y[i] * Math.cos(angle) / samples;
                im += y[i] * Math.sin(angle) / samples;
            }
            assertThat(power[index]).as("at %s", m).isCloseTo(re * re + im * im, within(1e-10));
        }
    }

    private static double[] random(int n, double most) {
        RandomStream random = RandomStream.of(1, RandomStream.Purpose.TRAINING_POINTS);
        return DoubleStream.generate(() -> random.uniform(-most, most)).limit(n).toArray();
    }
}
