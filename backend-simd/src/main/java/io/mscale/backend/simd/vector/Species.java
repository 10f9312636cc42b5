package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.VectorBits;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors that all kernels use: the widest that the JVM computes with on this processor, unless {@link VectorBits}
 * asks for others. Constants, because the just-in-time compiler makes instructions of constant species only.
 */
final class Species {

    static final VectorSpecies<Float> FLOAT32 =
            FloatVector.SPECIES_PREFERRED.withShape(shape(FloatVector.SPECIES_PREFERRED.vectorShape()));
    static final VectorSpecies<Double> FLOAT64 =
            DoubleVector.SPECIES_PREFERRED.withShape(shape(DoubleVector.SPECIES_PREFERRED.vectorShape()));

    /** What the JVM prefers on this processor. */
    static final int MACHINE_BITS = FloatVector.SPECIES_PREFERRED.vectorBitSize();

    /**
     * Whether there are 32 vector registers: with AVX-512 and on ARM; else 16. A JVM that prefers 512 bits has AVX-512,
     * and then shorter vectors have 32 registers too.
     */
    static final boolean MANY_REGISTERS =
            MACHINE_BITS >= 512 || System.getProperty("os.arch").equals("aarch64");

    private Species() {}

    private static VectorShape shape(VectorShape preferred) {
        int bits = VectorBits.wanted().orElse(preferred.vectorBitSize());
        return VectorShape.forBitSize(Math.min(bits, VectorBits.LARGEST));
    }
}
