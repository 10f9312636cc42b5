package io.mscale.harness.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClassicalMethodTest {

    private static ClassicalMethod curve(double[] x, double[] y) {
        return ClassicalMethod.of(new Dataset(1, y.length / x.length, x, y));
    }

    /** The method for a smooth function at random points of the unit cube. */
    private static ClassicalMethod through(int dimension, int points) {
        double[] x = new Random(1).doubles((long) dimension * points).toArray();
        double[] y = IntStream.range(0, points)
                .mapToDouble(i -> smooth(Arrays.copyOfRange(x, i * dimension, (i + 1) * dimension)))
                .toArray();
        return ClassicalMethod.of(new Dataset(dimension, 1, x, y));
    }

    private static double smooth(double[] x) {
        return Math.sin(5 * x[0]) + x[x.length - 1];
    }

    /** The root of the mean squared error in the inner part of the cube. */
    private static double error(ClassicalMethod method, int dimension) {
        Random random = new Random(2);
        return Math.sqrt(IntStream.range(0, 200)
                .mapToDouble(i -> {
                    double[] x = random.doubles(dimension, 0.1, 0.9).toArray();
                    double error = method.at(x)[0] - smooth(x);
                    return error * error;
                })
                .average()
                .orElseThrow());
    }

    @Test
    void at_oneInput_isACubicSplineWhateverTheOrder() {
        double[] x = new Random(1).doubles(200, -1, 1).toArray();
        ClassicalMethod method = curve(x, Arrays.stream(x).map(Math::sin).toArray());

        assertThat(method.name()).isEqualTo("spline");
        assertThat(method.at(new double[] {0.3})[0]).isCloseTo(Math.sin(0.3), within(1e-7));
        assertThat(method.at(new double[] {x[17]})[0]).isCloseTo(Math.sin(x[17]), within(1e-12));
    }

    @Test
    void at_severalSamplesAtOnePoint_goesThroughTheirMean() {
        ClassicalMethod method = curve(new double[] {1, 0.0, 2, -0.0, 0}, new double[] {5, 1, 6, 2, 6});

        assertThat(method.at(new double[] {0})[0]).isCloseTo(3, within(1e-12));
        assertThat(method.at(new double[] {1})[0]).isCloseTo(5, within(1e-12));
    }

    /** Two of 500 random points are always so near each other that noise makes a huge slope between them. */
    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 1})
    void at_noisySamplesOfACurve_hasLessErrorThanTheNoise(double noise) {
        Random random = new Random(5);
        double[] x = random.doubles(500, 0, 1).toArray();
        x[1] = x[0] + 1e-9;
        double[] y = Arrays.stream(x)
                .map(at -> Math.sin(5 * at) + at + noise * random.nextGaussian())
                .toArray();

        assertThat(error(curve(x, y), 1)).isLessThan(0.3 * noise);
    }

    @ParameterizedTest
    @ValueSource(doubles = {0.01, 0.1, 1})
    void at_noisySamplesOnThePlane_hasLessErrorThanTheNoise(double noise) {
        Random random = new Random(6);
        double[] x = random.doubles(4000).toArray();
        double[] y = new double[2000];
        Arrays.setAll(y, i -> smooth(new double[] {x[2 * i], x[2 * i + 1]}) + noise * random.nextGaussian());

        assertThat(error(ClassicalMethod.of(new Dataset(2, 1, x, y)), 2)).isLessThan(0.5 * noise);
    }

    @Test
    void at_manySamplesAtOnePoint_hasTheWeightOfThemAll() {
        Random random = new Random(7);
        double[] x = new double[2000];
        Arrays.setAll(x, i -> i < 1000 ? 0.5 : i / 1000.0 - 1);
        double[] y = Arrays.stream(x).map(at -> 3 * at + random.nextGaussian()).toArray();

        assertThat(curve(x, y).at(new double[] {0.5})[0]).isCloseTo(1.5, within(0.1));
    }

    @Test
    void value_exactSamples_isNotSmoothed() {
        double[] x = new Random(8).doubles(50).sorted().toArray();
        double[] y = Arrays.stream(x).map(Math::exp).toArray();
        double[] weights = new double[50];
        Arrays.fill(weights, 1);
        SmoothingSpline spline = new SmoothingSpline(x, y, weights);

        for (int i = 0; i < 50; i++) {
            assertThat(spline.value(x[i])).isCloseTo(y[i], within(1e-9));
        }
    }

    @Test
    void at_twoSamplesOrOne_isALineOrAConstant() {
        ClassicalMethod line = curve(new double[] {1, 0}, new double[] {30, 3, 10, 1});

        assertThat(line.at(new double[] {0.25})).containsExactly(new double[] {15, 1.5}, within(1e-12));
        assertThat(curve(new double[] {4, 4}, new double[] {1, 3}).at(new double[] {9}))
                .containsExactly(2.0);
    }

    /** A series whose end is held out must not be continued by a tangent that knows nothing of it. */
    @Test
    void at_beyondTheSamples_followsTheTangentForOneSpacing() {
        ClassicalMethod method = curve(new double[] {0, 1, 2, 3}, new double[] {0, 2, 4, 6});

        assertThat(method.at(new double[] {3.5})[0]).isCloseTo(7, within(1e-12));
        assertThat(method.at(new double[] {90})[0]).isCloseTo(8, within(1e-12));
        assertThat(method.at(new double[] {-90})[0]).isCloseTo(-2, within(1e-12));
    }

    @Test
    void at_twoInputs_isFarMoreAccurateThanNeighbours() {
        ClassicalMethod method = through(2, 2000);

        assertThat(method.name()).isEqualTo("local RBF");
        assertThat(error(method, 2)).isLessThan(2e-4);
    }

    @Test
    void at_threeInputs_isTheMeanOfNeighbours() {
        ClassicalMethod method = through(3, 2000);

        assertThat(method.name()).isEqualTo("nearest neighbours");
        assertThat(error(method, 3)).isLessThan(0.1);
    }

    /** A plane is met wherever it is asked for, with few samples too. */
    @ParameterizedTest
    @ValueSource(ints = {3, 4, 12, 50})
    void at_samplesOfAPlane_isThePlane(int points) {
        double[] x = new Random(3).doubles(2L * points).toArray();
        double[] y = IntStream.range(0, points)
                .mapToDouble(i -> 3 * x[2 * i] - x[2 * i + 1] + 2)
                .toArray();
        double[] middle = {(x[0] + x[2] + x[4]) / 3, (x[1] + x[3] + x[5]) / 3};

        assertThat(ClassicalMethod.of(new Dataset(2, 1, x, y)).at(middle)[0])
                .isCloseTo(3 * middle[0] - middle[1] + 2, within(1e-8));
    }

    @Test
    void at_samplesOnALineOfThePlane_isTheMeanOfNeighbours() {
        double[] x = new double[80];
        double[] y = new double[40];
        for (int i = 0; i < 40; i++) {
            x[2 * i] = i;
            x[2 * i + 1] = 2 * i;
            y[i] = i;
        }
        ClassicalMethod method = ClassicalMethod.of(new Dataset(2, 1, x, y));

        assertThat(method.at(new double[] {10.5, 21})[0]).isCloseTo(10.5, within(0.2));
        assertThat(method.at(new double[] {7, 14})[0]).isCloseTo(7, within(1e-6));
        assertThat(ClassicalMethod.of(new Dataset(2, 1, new double[] {1, 1}, new double[] {5}))
                        .at(new double[] {3, 4}))
                .containsExactly(5.0);
    }

    /** A cubic that is extrapolated is as wrong as one likes; this one stays in sight of the samples. */
    @Test
    void at_farFromAllSamples_staysNearTheirValues() {
        assertThat(Math.abs(through(2, 500).at(new double[] {50, -70})[0])).isLessThan(10);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 5})
    void nearest_anyDimension_isWhatASearchOfAllFinds(int dimension) {
        Random random = new Random(4);
        double[][] points = IntStream.range(0, 500)
                .mapToObj(i -> random.doubles(dimension).toArray())
                .toArray(double[][]::new);
        KdTree tree = new KdTree(points);
        for (int i = 0; i < 50; i++) {
            double[] x = random.doubles(dimension, -0.2, 1.2).toArray();
            int[] expected = IntStream.range(0, points.length)
                    .boxed()
                    .sorted(Comparator.comparingDouble(point -> KdTree.squaredDistance(points[point], x)))
                    .limit(9)
                    .mapToInt(Integer::intValue)
                    .toArray();

            assertThat(tree.nearest(x, 9)).containsExactly(expected);
        }
    }
}
