package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.Argument;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * amplitude * sin(z + shift pi) in double precision; as {@link Float32Wave}. For |u| at most {@link #LARGEST} value and
 * derivative are off by less than {@link #ULPS} units in the last place of 1 (2^-52); beyond, they are
 * those of {@link Math#sin}.
 */
final class Float64Wave implements Float64Activation {

    /** The largest argument that the loops reduce themselves: beside {@link #ROUND} it still has its unit place. */
    static final double LARGEST = 0x1p50;

    /** Bounds the error for arguments up to {@link #LARGEST}. */
    static final double ULPS = 2;

    private static final VectorSpecies<Double> SPECIES = Species.FLOAT64;
    private static final int LANES = SPECIES.length();

    /** Adding it rounds to the nearest integer, which is then in the lowest bits. */
    private static final double ROUND = 0x1.8p52;

    /** sin(pi f) = f (S1 + S3 f^2 + ...): Taylor's, which leave out less than 2^-57 for |f| at most 1/2. */
    private static final double S1 = 3.141592653589793;

    private static final double S3 = -5.16771278004997;
    private static final double S5 = 2.5501640398773455;
    private static final double S7 = -0.5992645293207921;
    private static final double S9 = 0.08214588661112823;
    private static final double S11 = -0.0073704309457143504;
    private static final double S13 = 0.00046630280576761255;
    private static final double S15 = -2.1915353447830217e-05;
    private static final double S17 = 7.952054001475513e-07;
    private static final double S19 = -2.2948428997269873e-08;
    private static final double S21 = 5.392664662608129e-10;
    private static final double S23 = -1.0518471716932065e-11;

    /** cos(pi f) = 1 + C2 f^2 + ... */
    private static final double C2 = -4.934802200544679;

    private static final double C4 = 4.0587121264167685;
    private static final double C6 = -1.3352627688545895;
    private static final double C8 = 0.2353306303588932;
    private static final double C10 = -0.02580689139001406;
    private static final double C12 = 0.0019295743094039231;
    private static final double C14 = -0.0001046381049248457;
    private static final double C16 = 4.303069587032947e-06;
    private static final double C18 = -1.3878952462213771e-07;
    private static final double C20 = 3.604730797462501e-09;
    private static final double C22 = -7.700707130601354e-11;
    private static final double C24 = 1.3768647280377414e-12;

    private final Argument argument;
    private final double amplitude;

    /**
     * amplitude * sin(z + shift pi).
     *
     * @param shift at least 0 and less than 1, in multiples of pi
     */
    Float64Wave(double amplitude, double shift) {
        this.amplitude = amplitude;
        argument = new Argument(1 / Math.PI, shift);
    }

    @Override
    public Argument argument() {
        return argument;
    }

    @Override
    public void value(double[] u, int from, int to) {
        value(u, from, to, Double.POSITIVE_INFINITY);
    }

    @Override
    public void valueAndSlope(double[] u, double[] g, int from, int to) {
        valueAndSlope(u, g, from, to, Double.POSITIVE_INFINITY);
    }

    @Override
    public void value(double[] u, int from, int to, double bound) {
        if (bound <= LARGEST) {
            reducedValue(u, from, to);
        } else {
            for (int i = from; i < to; i++) {
                u[i] = (amplitude * Math.sin(Math.PI * (u[i] % 2)));
            }
        }
    }

    @Override
    public void valueAndSlope(double[] u, double[] g, int from, int to, double bound) {
        if (bound <= LARGEST) {
            reducedValueAndSlope(u, g, from, to);
        } else {
            for (int i = from; i < to; i++) {
                double angle = Math.PI * (u[i] % 2);
                u[i] = (amplitude * Math.sin(angle));
                g[i] *= (amplitude * Math.cos(angle));
            }
        }
    }

    /* As in Float32Wave. */
    private void reducedValue(double[] u, int from, int to) {
        DoubleVector s1 = DoubleVector.broadcast(SPECIES, amplitude * S1);
        DoubleVector s3 = DoubleVector.broadcast(SPECIES, amplitude * S3);
        DoubleVector s5 = DoubleVector.broadcast(SPECIES, amplitude * S5);
        DoubleVector s7 = DoubleVector.broadcast(SPECIES, amplitude * S7);
        DoubleVector s9 = DoubleVector.broadcast(SPECIES, amplitude * S9);
        DoubleVector s11 = DoubleVector.broadcast(SPECIES, amplitude * S11);
        DoubleVector s13 = DoubleVector.broadcast(SPECIES, amplitude * S13);
        DoubleVector s15 = DoubleVector.broadcast(SPECIES, amplitude * S15);
        DoubleVector s17 = DoubleVector.broadcast(SPECIES, amplitude * S17);
        DoubleVector s19 = DoubleVector.broadcast(SPECIES, amplitude * S19);
        DoubleVector s21 = DoubleVector.broadcast(SPECIES, amplitude * S21);
        DoubleVector s23 = DoubleVector.broadcast(SPECIES, amplitude * S23);
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, u, i);
            DoubleVector rounded = x.add(ROUND);
            DoubleVector f = x.sub(rounded.sub(ROUND));
            LongVector sign = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 63);
            DoubleVector signed =
                    sign.lanewise(VectorOperators.XOR, f.reinterpretAsLongs()).reinterpretAsDoubles();
            DoubleVector t = f.mul(f);
            DoubleVector sine = t.fma(s23, s21)
                    .fma(t, s19)
                    .fma(t, s17)
                    .fma(t, s15)
                    .fma(t, s13)
                    .fma(t, s11)
                    .fma(t, s9)
                    .fma(t, s7)
                    .fma(t, s5)
                    .fma(t, s3)
                    .fma(t, s1);
            sine.mul(signed).intoArray(u, i);
        }
    }

    /* The slopes, then the values: one loop for both is too large for the JVM to be sure to inline all of it. */
    private void reducedValueAndSlope(double[] u, double[] g, int from, int to) {
        multiplyByReducedSlope(u, g, from, to);
        reducedValue(u, from, to);
    }

    private void multiplyByReducedSlope(double[] u, double[] g, int from, int to) {
        DoubleVector c0 = DoubleVector.broadcast(SPECIES, amplitude);
        DoubleVector c2 = DoubleVector.broadcast(SPECIES, amplitude * C2);
        DoubleVector c4 = DoubleVector.broadcast(SPECIES, amplitude * C4);
        DoubleVector c6 = DoubleVector.broadcast(SPECIES, amplitude * C6);
        DoubleVector c8 = DoubleVector.broadcast(SPECIES, amplitude * C8);
        DoubleVector c10 = DoubleVector.broadcast(SPECIES, amplitude * C10);
        DoubleVector c12 = DoubleVector.broadcast(SPECIES, amplitude * C12);
        DoubleVector c14 = DoubleVector.broadcast(SPECIES, amplitude * C14);
        DoubleVector c16 = DoubleVector.broadcast(SPECIES, amplitude * C16);
        DoubleVector c18 = DoubleVector.broadcast(SPECIES, amplitude * C18);
        DoubleVector c20 = DoubleVector.broadcast(SPECIES, amplitude * C20);
        DoubleVector c22 = DoubleVector.broadcast(SPECIES, amplitude * C22);
        DoubleVector c24 = DoubleVector.broadcast(SPECIES, amplitude * C24);
        for (int i = from; i < to; i += LANES) {
            DoubleVector x = DoubleVector.fromArray(SPECIES, u, i);
            DoubleVector rounded = x.add(ROUND);
            DoubleVector f = x.sub(rounded.sub(ROUND));
            LongVector sign = rounded.reinterpretAsLongs().lanewise(VectorOperators.LSHL, 63);
            DoubleVector signedSlope = DoubleVector.fromArray(SPECIES, g, i)
                    .reinterpretAsLongs()
                    .lanewise(VectorOperators.XOR, sign)
                    .reinterpretAsDoubles();
            DoubleVector t = f.mul(f);
            DoubleVector cosine = t.fma(c24, c22)
                    .fma(t, c20)
                    .fma(t, c18)
                    .fma(t, c16)
                    .fma(t, c14)
                    .fma(t, c12)
                    .fma(t, c10)
                    .fma(t, c8)
                    .fma(t, c6)
                    .fma(t, c4)
                    .fma(t, c2)
                    .fma(t, c0);
            cosine.mul(signedSlope).intoArray(g, i);
        }
    }
}
