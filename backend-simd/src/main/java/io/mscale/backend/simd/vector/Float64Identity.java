package io.mscale.backend.simd.vector;

/** x in double precision: nothing to do. */
final class Float64Identity implements Float64Activation {

    @Override
    public void value(double[] z, int from, int to) {}

    @Override
    public void valueAndSlope(double[] z, double[] g, int from, int to) {}
}
