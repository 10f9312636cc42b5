package io.mscale.backend.simd.vector;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * amplitude * sin(x + shift pi) in double precision; as {@link Float32Wave}. For |x| at most {@link #LARGEST} value and
 * derivative are off by less than {@link #ULPS} units in the last place of the amplitude (2^-52 of it); beyond, they are
 * those of {@link Math#sin}.
 */
final class Float64Wave implements Float64Activation {

    /** The largest argument that the loops reduce themselves: n below stays under 2^12. */
    static final double LARGEST = 12_000;

    /** Bounds the error for arguments up to {@link #LARGEST}. */
    static final double ULPS = 2;

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    private static final double PI_INVERSE = 1 / Math.PI;
    /** Adding it rounds to the nearest integer, which is then in the lowest bits. */
    private static final double ROUND = 0x1.8p52;

    /** pi to 38 bits, so that n, a quarter or half included, times it is exact; what is missing, to 53 bits more. */
    private static final double PI_HIGH = 0x1.921fb54440000p1;

    private static final double PI_LOW = 0x1.68c234c4c6629p-38;

    private static final double S3 = -0.16666666666666666;
    private static final double S5 = 0.008333333333333333;
    private static final double S7 = -0.0001984126984126984;
    private static final double S9 = 2.7557319223985893e-06;
    private static final double S11 = -2.505210838544172e-08;
    private static final double S13 = 1.6059043836821613e-10;
    private static final double S15 = -7.647163731819816e-13;
    private static final double S17 = 2.8114572543455206e-15;
    private static final double S19 = -8.22063524662433e-18;
    private static final double S21 = 1.9572941063391263e-20;
    private static final double S23 = -3.868170170630684e-23;

    private static final double C4 = 0.041666666666666664;
    private static final double C6 = -0.001388888888888889;
    private static final double C8 = 2.48015873015873e-05;
    private static final double C10 = -2.755731922398589e-07;
    private static final double C12 = 2.08767569878681e-09;
    private static final double C14 = -1.1470745597729725e-11;
    private static final double C16 = 4.779477332387385e-14;
    private static final double C18 = -1.5619206968586225e-16;
    private static final double C20 = 4.110317623312165e-19;
    private static final double C22 = -8.896791392450574e-22;
    private static final double C24 = 1.6117375710961184e-24;

    private final double shift;
    private final double sineWeight;
    private final double cosineWeight;
    private final double amplitude;

    /**
     * sineWeight sin x + cosineWeight cos x, which is amplitude * sin(x + shift pi).
     *
     * @param shift at least 0 and less than 1, in multiples of pi
     */
    Float64Wave(double shift, double sineWeight, double cosineWeight) {
        this.shift = shift;
        this.sineWeight = sineWeight;
        this.cosineWeight = cosineWeight;
        amplitude = Math.hypot(sineWeight, cosineWeight);
    }

    /*
     * As in Float32Wave. sin r and cos r are their Taylor polynomials, which for |r| <= pi / 2 leave out less than 2^-57.
     */
    @Override
    public void value(double[] z, int from, int to) {
        if (!isReducible(z, from, to)) {
            for (int i = from; i < to; i++) {
                z[i] = (sineWeight * Math.sin(z[i]) + cosineWeight * Math.cos(z[i]));
            }
            return;
        }
        LongVector amplitudeBits = DoubleVector.broadcast(SPECIES, amplitude).reinterpretAsLongs();
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector rounded = x.fma(
                            DoubleVector.broadcast(SPECIES, PI_INVERSE), DoubleVector.broadcast(SPECIES, shift))
                    .add(ROUND);
            DoubleVector turns = rounded.sub(ROUND).sub(shift);
            DoubleVector r = turns.fma(
                    DoubleVector.broadcast(SPECIES, -PI_LOW), turns.fma(DoubleVector.broadcast(SPECIES, -PI_HIGH), x));
            DoubleVector t = r.mul(r);
            DoubleVector p = t.fma(DoubleVector.broadcast(SPECIES, S23), DoubleVector.broadcast(SPECIES, S21))
                    .fma(t, DoubleVector.broadcast(SPECIES, S19))
                    .fma(t, DoubleVector.broadcast(SPECIES, S17))
                    .fma(t, DoubleVector.broadcast(SPECIES, S15))
                    .fma(t, DoubleVector.broadcast(SPECIES, S13))
                    .fma(t, DoubleVector.broadcast(SPECIES, S11))
                    .fma(t, DoubleVector.broadcast(SPECIES, S9))
                    .fma(t, DoubleVector.broadcast(SPECIES, S7))
                    .fma(t, DoubleVector.broadcast(SPECIES, S5))
                    .fma(t, DoubleVector.broadcast(SPECIES, S3));
            DoubleVector sine = r.mul(t).fma(p, r);
            LongVector sign = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 63);
            DoubleVector signed =
                    sign.lanewise(VectorOperators.XOR, amplitudeBits).reinterpretAsDoubles();
            sine.mul(signed).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {
        if (!isReducible(z, from, to)) {
            for (int i = from; i < to; i++) {
                double sine = Math.sin(z[i]);
                double cosine = Math.cos(z[i]);
                z[i] = (sineWeight * sine + cosineWeight * cosine);
                g[i] *= (sineWeight * cosine - cosineWeight * sine);
            }
            return;
        }
        LongVector amplitudeBits = DoubleVector.broadcast(SPECIES, amplitude).reinterpretAsLongs();
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, z, i);
            DoubleVector rounded = x.fma(
                            DoubleVector.broadcast(SPECIES, PI_INVERSE), DoubleVector.broadcast(SPECIES, shift))
                    .add(ROUND);
            DoubleVector turns = rounded.sub(ROUND).sub(shift);
            DoubleVector r = turns.fma(
                    DoubleVector.broadcast(SPECIES, -PI_LOW), turns.fma(DoubleVector.broadcast(SPECIES, -PI_HIGH), x));
            DoubleVector t = r.mul(r);
            DoubleVector p = t.fma(DoubleVector.broadcast(SPECIES, S23), DoubleVector.broadcast(SPECIES, S21))
                    .fma(t, DoubleVector.broadcast(SPECIES, S19))
                    .fma(t, DoubleVector.broadcast(SPECIES, S17))
                    .fma(t, DoubleVector.broadcast(SPECIES, S15))
                    .fma(t, DoubleVector.broadcast(SPECIES, S13))
                    .fma(t, DoubleVector.broadcast(SPECIES, S11))
                    .fma(t, DoubleVector.broadcast(SPECIES, S9))
                    .fma(t, DoubleVector.broadcast(SPECIES, S7))
                    .fma(t, DoubleVector.broadcast(SPECIES, S5))
                    .fma(t, DoubleVector.broadcast(SPECIES, S3));
            DoubleVector sine = r.mul(t).fma(p, r);
            DoubleVector q = t.fma(DoubleVector.broadcast(SPECIES, C24), DoubleVector.broadcast(SPECIES, C22))
                    .fma(t, DoubleVector.broadcast(SPECIES, C20))
                    .fma(t, DoubleVector.broadcast(SPECIES, C18))
                    .fma(t, DoubleVector.broadcast(SPECIES, C16))
                    .fma(t, DoubleVector.broadcast(SPECIES, C14))
                    .fma(t, DoubleVector.broadcast(SPECIES, C12))
                    .fma(t, DoubleVector.broadcast(SPECIES, C10))
                    .fma(t, DoubleVector.broadcast(SPECIES, C8))
                    .fma(t, DoubleVector.broadcast(SPECIES, C6))
                    .fma(t, DoubleVector.broadcast(SPECIES, C4));
            DoubleVector cosine =
                    q.fma(t, DoubleVector.broadcast(SPECIES, -0.5)).fma(t, DoubleVector.broadcast(SPECIES, 1));
            LongVector sign = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 63);
            DoubleVector signed =
                    sign.lanewise(VectorOperators.XOR, amplitudeBits).reinterpretAsDoubles();
            sine.mul(signed).intoArray(z, i);
            DoubleVector.fromArray(SPECIES, g, i).mul(signed).mul(cosine).intoArray(g, i);
        }
    }

    /** Not, if something is not a number. */
    private static boolean isReducible(double[] z, int from, int to) {
        double largest = 0;
        for (int i = from; i < to; i++) {
            largest = Math.max(largest, Math.abs(z[i]));
        }
        return largest <= LARGEST;
    }
}
