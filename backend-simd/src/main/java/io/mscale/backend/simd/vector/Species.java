package io.mscale.backend.simd.vector;

import io.mscale.backend.simd.VectorModule;
import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;

/**
 * The vectors used by all kernels: the widest that the JVM prefers on this processor, unless {@link VectorModule} asks
 * for another width. They are constants because the just-in-time compiler only generates vector instructions for
 * constant species.
 */
final class Species {

    static final VectorSpecies<Float> FLOAT32 =
            FloatVector.SPECIES_PREFERRED.withShape(shape(FloatVector.SPECIES_PREFERRED.vectorShape()));
    static final VectorSpecies<Double> FLOAT64 =
            DoubleVector.SPECIES_PREFERRED.withShape(shape(DoubleVector.SPECIES_PREFERRED.vectorShape()));

    /** Vector width that the JVM prefers on this processor. */
    static final int MACHINE_BITS = FloatVector.SPECIES_PREFERRED.vectorBitSize();

    /**
     * Whether there are 32 vector registers instead of 16: with AVX-512 and on ARM. A JVM that prefers 512 bits has
     * AVX-512, whose 32 registers are available to shorter vectors too.
     */
    static final boolean MANY_REGISTERS =
            MACHINE_BITS >= 512 || System.getProperty("os.arch").equals("aarch64");

    /** Rows and vectors of the product's large tile. */
    static final int TILE_ROWS = 6;

    /** Divides the {@link io.mscale.backend.simd.Kernels#WIDTH} of a panel into whole strips, whatever a vector's length. */
    static final int TILE_VECTORS = MANY_REGISTERS || FLOAT32.vectorBitSize() > 256 ? 3 : 2;

    /** Bytes of a cache line, on all processors but Apple's, where a line has two of these. */
    static final int LINE_BYTES = 64;

    /** Bytes of an array before its first element, as 64-bit JVMs have it by default. */
    static final int HEADER_BYTES = 16;

    private Species() {}

    /** The kernels are written for vectors of up to 512 bits. */
    private static VectorShape shape(VectorShape preferred) {
        int bits = VectorModule.wantedBits().orElse(preferred.vectorBitSize());
        return VectorShape.forBitSize(Math.min(bits, 512));
    }
}
