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

    /** What x is multiplied by to be counted in half turns of the cosine. */
    private static final float HALF_TURNS = (float) (1.75 / Math.PI);

    @Override
    public void value(float[] z, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector e = Float32Exp.ofNegative(x.mul(x).mul(-0.5f));
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Wave.ROUND);
            FloatVector f = u.sub(rounded.sub(Float32Wave.ROUND));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, e.reinterpretAsInts()).reinterpretAsFloats();
            Float32Wave.cosine(f.mul(f)).mul(signed).intoArray(z, i);
        }
    }

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {
        for (int i = from; i < to; i += LANES) {
            FloatVector x = FloatVector.fromArray(SPECIES, z, i).max(-FAR).min(FAR);
            FloatVector e = Float32Exp.ofNegative(x.mul(x).mul(-0.5f));
            FloatVector u = x.mul(HALF_TURNS);
            FloatVector rounded = u.add(Float32Wave.ROUND);
            FloatVector f = u.sub(rounded.sub(Float32Wave.ROUND));
            IntVector sign = rounded.reinterpretAsInts().lanewise(VectorOperators.LSHL, 31);
            FloatVector signed =
                    sign.lanewise(VectorOperators.XOR, e.reinterpretAsInts()).reinterpretAsFloats();
            FloatVector t = f.mul(f);
            FloatVector cosine = Float32Wave.cosine(t);
            // written out: with one more call the JVM's limit of what it inlines would be passed
            FloatVector sine = t.fma(
                            FloatVector.broadcast(SPECIES, Float32Wave.S9),
                            FloatVector.broadcast(SPECIES, Float32Wave.S7))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S5))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S3))
                    .fma(t, FloatVector.broadcast(SPECIES, Float32Wave.S1))
                    .mul(f);
            cosine.mul(signed).intoArray(z, i);
            FloatVector slope =
                    x.mul(cosine).add(sine.mul(FREQUENCY)).mul(signed).neg();
            FloatVector.fromArray(SPECIES, g, i).mul(slope).intoArray(g, i);
        }
    }
}
