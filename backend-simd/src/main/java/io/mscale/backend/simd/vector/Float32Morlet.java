package io.mscale.backend.simd.vector;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** cos(1.75 x) exp(-x^2 / 2) in single precision; the cosine as in {@link Float32Wave}. */
final class Float32Morlet implements Float32Activation {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final int LANES = SPECIES.length();

    /** Value and slope are 0 in single precision from here on. */
    private static final float FAR = 14;

    private static final float FREQUENCY = 1.75f;

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector e = Float32Exp.ofNegative(x.mul(x).mul(-0.5f));
            FloatVector angle = x.mul(FREQUENCY);
            FloatVector rounded = angle.fma(
                    FloatVector.broadcast(SPECIES, Float32Wave.PI_INVERSE),
                    FloatVector.broadcast(SPECIES, Float32Wave.ROUND));
            FloatVector n = rounded.sub(Float32Wave.ROUND);
            FloatVector r = n.fma(
                    FloatVector.broadcast(SPECIES, -Float32Wave.PI_LOW),
                    n.fma(FloatVector.broadcast(SPECIES, -Float32Wave.PI_HIGH), angle));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, e.reinterpretAsInts()).reinterpretAsFloats();
            Float32Wave.cosine(r.mul(r)).mul(signed).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector e = Float32Exp.ofNegative(x.mul(x).mul(-0.5f));
            FloatVector angle = x.mul(FREQUENCY);
            FloatVector rounded = angle.fma(
                    FloatVector.broadcast(SPECIES, Float32Wave.PI_INVERSE),
                    FloatVector.broadcast(SPECIES, Float32Wave.ROUND));
            FloatVector n = rounded.sub(Float32Wave.ROUND);
            FloatVector r = n.fma(
                    FloatVector.broadcast(SPECIES, -Float32Wave.PI_LOW),
                    n.fma(FloatVector.broadcast(SPECIES, -Float32Wave.PI_HIGH), angle));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, e.reinterpretAsInts()).reinterpretAsFloats();
            FloatVector t = r.mul(r);
            FloatVector cosine = Float32Wave.cosine(t);
            // written out: with one more call the JVM's limit of what it inlines would be passed
            FloatVector p = FloatVector.broadcast(SPECIES, Float32Wave.S9)
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S3));
            FloatVector sine = r.mul(t).fma(p, r);
            cosine.mul(signed).intoArray(z, i);
            FloatVector slope =
                    x.mul(cosine).add(sine.mul(FREQUENCY)).mul(signed).neg();
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
