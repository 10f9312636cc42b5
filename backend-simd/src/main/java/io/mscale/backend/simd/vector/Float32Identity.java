package io.mscale.backend.simd.vector;

/** x in single precision: nothing to do. */
final class Float32Identity implements Float32Activation {

    @Override
    public void value(float[] z, int from, int to) {}

    @Override
    public void valueAndSlope(float[] z, float[] g, int from, int to) {}
}
