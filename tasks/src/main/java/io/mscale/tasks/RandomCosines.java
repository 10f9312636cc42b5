package io.mscale.tasks;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A sum of cosines whose wave vectors lie in concentric rings, equally many in each, in uniformly distributed
 * directions.
 *
 * @param rings the rings, innermost first
 */
record RandomCosines(List<Ring> rings) {

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
    }

    /** Draws the cosines from a run's seed. */
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
        return new RandomCosines(rings);
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

    /** Evaluates the sum, scaled to variance 1 over all phases. */
    double at(double[] x) {
        double sum = 0;
        for (Ring ring : rings) {
            for (Wave wave : ring.waves()) {
                sum += wave.at(x);
            }
        }
        return sum * Math.sqrt(2.0 / (rings.size() * PER_RING));
    }

    /** Returns one probe per ring. */
    List<FrequencyProbe> probes(Domain part) {
        return rings.stream()
                .map(ring -> new FrequencyProbe(
                        ring.middle(), ring.waves().stream().map(Wave::k).toList(), part))
                .toList();
    }
}
