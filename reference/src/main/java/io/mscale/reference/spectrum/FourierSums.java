package io.mscale.reference.spectrum;

import java.util.List;

/**
 * Computes the sums of {@link Spectrum} on the grid m_j = -M..M in d dimensions, last dimension fastest. A sample's
 * exponentials are products of powers of exp(i phase_j), computed once per dimension.
 */
final class FourierSums {

    private final int dimensions;
    private final int most;
    private final int side;
    private final int size;

    FourierSums(int dimensions, int most) {
        this.dimensions = dimensions;
        this.most = most;
        this.side = 2 * most + 1;
        this.size = (int) Math.round(Math.pow(side, dimensions));
    }

    /** The number of grid points. */
    int size() {
        return size;
    }

    /** Whether a grid point is in the half that is computed, the origin excluded: those after the origin. */
    boolean isInHalf(int index) {
        return index > size / 2;
    }

    /** The wave vector m_j step_j of a grid point. */
    List<Double> vector(int index, double[] step) {
        Double[] vector = new Double[dimensions];
        int rest = index;
        for (int j = dimensions - 1; j >= 0; j--) {
            vector[j] = (rest % side - most) * step[j];
            rest /= side;
        }
        return List.of(vector);
    }

    /**
     * Adds |c|^2 of one output to {@code power}, in the computed half.
     *
     * @param phases row-major [samples x dimensions]
     * @param y centred outputs, row-major [samples x outputs]
     * @return the output's variance
     */
    double addPower(double[] phases, double[] y, int output, int outputs, double[] power) {
        int samples = phases.length / dimensions;
        double[] re = new double[size];
        double[] im = new double[size];
        double[] cos = new double[dimensions * side];
        double[] sin = new double[dimensions * side];
        double squares = 0;
        for (int i = 0; i < samples; i++) {
            double value = y[i * outputs + output];
            squares += value * value;
            for (int j = 0; j < dimensions; j++) {
                powers(phases[i * dimensions + j], j, cos, sin);
            }
            add(0, 0, value, 0, cos, sin, re, im);
        }
        for (int k = size / 2; k < size; k++) {
            power[k] += (re[k] * re[k] + im[k] * im[k]) / ((double) samples * samples);
        }
        return squares / samples;
    }

    /**
     * Stores the powers of exp(i phase) of dimension {@code j}. Those from 2^p on are power 2^p times all lower ones:
     * exact to p roundings, and much quicker than as many trigonometric functions.
     */
    private void powers(double phase, int j, double[] cos, double[] sin) {
        int zero = j * side + most;
        cos[zero] = 1;
        sin[zero] = 0;
        for (int first = 1; first <= most; first *= 2) {
            double c = Math.cos(first * phase);
            double s = Math.sin(first * phase);
            int count = Math.min(first, most + 1 - first);
            for (int m = 0; m < count; m++) {
                cos[zero + first + m] = c * cos[zero + m] - s * sin[zero + m];
                sin[zero + first + m] = c * sin[zero + m] + s * cos[zero + m];
            }
        }
        // In the first dimension, m < 0 is not used.
        for (int m = 1; j > 0 && m <= most; m++) {
            cos[zero - m] = cos[zero + m];
            sin[zero - m] = -sin[zero + m];
        }
    }

    /** Multiplies a + ib by each power of dimension {@code j} and recurses; adds to the sums in the last dimension. */
    private void add(int j, int index, double a, double b, double[] cos, double[] sin, double[] re, double[] im) {
        boolean last = j == dimensions - 1;
        int first = j * side;
        // In the first dimension, m < 0 is redundant by symmetry.
        for (int m = j == 0 ? most : 0; m < side; m++) {
            double c = cos[first + m];
            double s = sin[first + m];
            if (last) {
                re[index * side + m] += a * c - b * s;
                im[index * side + m] += a * s + b * c;
            } else {
                add(j + 1, index * side + m, a * c - b * s, a * s + b * c, cos, sin, re, im);
            }
        }
    }
}
