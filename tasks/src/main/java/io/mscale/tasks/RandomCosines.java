package io.mscale.tasks;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A sum of cosines whose wave vectors lie in concentric rings, equally many in each, in uniformly distributed
 * directions.
 *
 * @param rings the rings, innermost first
 * @param amplitude the factor of every cosine
 */
record RandomCosines(List<Ring> rings, double amplitude) {

    /** Enough for a function without symmetry, few enough to recover the individual coefficients from samples. */
    private static final int PER_RING = 8;

    /**
     * The cosines of one ring.
     *
     * @param middle the length of a wave vector halfway between the ring's borders
     */
    record Ring(double middle, List<Wave> waves) {}

    /** cos(k.x + phase). */
    record Wave(List<Double> k, double phase) {

        double at(double[] x) {
            double argument = phase;
            for (int i = 0; i < x.length; i++) {
                argument += k.get(i) * x[i];
            }
            return Math.cos(argument);
        }

        /** The mean of cos(k.x + phase) over [-1, 1]^d, where that of exp(i k.x) is the product of sin k_j / k_j. */
        double mean() {
            double product = Math.cos(phase);
            for (double component : k) {
                product *= component == 0 ? 1 : Math.sin(component) / component;
            }
            return product;
        }

        /** This wave times another is half the sum of two waves: that of the sums (1), that of the differences (-1). */
        Wave combined(Wave other, int sign) {
            List<Double> vector = IntStream.range(0, k.size())
                    .mapToObj(j -> k.get(j) + sign * other.k.get(j))
                    .toList();
            return new Wave(vector, phase + sign * other.phase);
        }
    }

    /** Draws the cosines from a run's seed; their sum has variance 1 over [-1, 1]^d. */
    static RandomCosines draw(int dimension, double kmax, int bands, long seed) {
        RandomStream random = RandomStream.of(seed, RandomStream.Purpose.TARGET);
        List<Ring> rings = new ArrayList<>();
        double width = kmax / bands;
        for (int band = 0; band < bands; band++) {
            List<Wave> waves = new ArrayList<>();
            for (int i = 0; i < PER_RING; i++) {
                // The outer border belongs to the ring, the inner one does not.
                double length = kmax - width * (bands - 1 - band) - random.uniform(0, width);
                List<Double> k = Arrays.stream(direction(dimension, random))
                        .mapToObj(component -> length * component)
                        .toList();
                waves.add(new Wave(k, random.uniform(0, 2 * Math.PI)));
            }
            rings.add(new Ring(width * (band + 0.5), waves));
        }
        return new RandomCosines(rings, 1 / Math.sqrt(variance(rings)));
    }

    /** The variance of the sum of all waves over [-1, 1]^d, from the exact integrals. */
    private static double variance(List<Ring> rings) {
        List<Wave> waves = rings.stream().flatMap(ring -> ring.waves().stream()).toList();
        double mean = 0;
        double meanSquare = 0;
        for (Wave wave : waves) {
            mean += wave.mean();
            for (Wave other : waves) {
                meanSquare += 0.5
                        * (wave.combined(other, 1).mean()
                                + wave.combined(other, -1).mean());
            }
        }
        return meanSquare - mean * mean;
    }

    /** One ring's share, of the same amplitude: the shares of all rings add up to the whole. */
    RandomCosines only(int ring) {
        return new RandomCosines(List.of(rings.get(ring)), amplitude);
    }

    /** Draws a unit vector with uniformly distributed direction. */
    private static double[] direction(int dimension, RandomStream random) {
        double[] vector = new double[dimension];
        double squares = 0;
        while (squares < 1e-12) {
            squares = 0;
            for (int i = 0; i < dimension; i++) {
                vector[i] = random.normal();
                squares += vector[i] * vector[i];
            }
        }
        double length = Math.sqrt(squares);
        return Arrays.stream(vector).map(component -> component / length).toArray();
    }

    /** Evaluates the sum. */
    double at(double[] x) {
        double sum = 0;
        for (Ring ring : rings) {
            for (Wave wave : ring.waves()) {
                sum += wave.at(x);
            }
        }
        return sum * amplitude;
    }

    /** Returns one probe per ring. */
    List<FrequencyProbe> probes(Domain part) {
        return rings.stream()
                .map(ring -> new FrequencyProbe(
                        ring.middle(), ring.waves().stream().map(Wave::k).toList(), part))
                .toList();
    }
}
