package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.Device;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What computes sines and cosines of float32 on the processor. libtorch has MKL do it, and MKL takes its code for the oldest
 * processors, with vectors of four values, wherever the processor is not Intel's. There the script's polynomials are faster
 * if libtorch runs its operations for AVX2 or AVX-512. Without these the remainder of the argument by 2 pi would be that of
 * a rounded product, with an error that grows with the argument.
 *
 * <p>For arguments up to 3e5 in magnitude, errors are below 5e-7 (sine) and 7e-7 (cosine), up to 1e6 below 8e-7. Larger
 * ones give wrong values, but none above 1 + 1e-6 in magnitude; infinities give NaN.
 */
final class Sines {

    /** {@code library} or {@code polynomial} replaces the choice by processor. */
    static final String PROPERTY = "mscale.djl.sines";

    /** The number of tensors that the script's method {@code sine} needs. */
    private static final int COEFFICIENTS = 9;

    /** The largest factor on a first layer's argument for which arguments surely stay where the polynomials are accurate. */
    private static final double LARGEST_FACTOR = 1e4;

    private Sines() {}

    /**
     * Returns what the script's method {@code sine} needs, or nothing if the library's functions are to be called.
     *
     * @param factor the largest that the network has on the argument of an activation: its frequency times a scale
     */
    static List<NDArray> coefficients(
            NDManager manager, StepScript script, DataType type, Device device, String blas, double factor) {
        boolean isSteep = factor > LARGEST_FACTOR && System.getProperty(PROPERTY) == null;
        if (type != DataType.FLOAT32 || device.kind() != Device.Kind.CPU || isSteep || !arePolynomials(blas)) {
            return List.of();
        }
        List<NDArray> coefficients = Stream.generate(() -> manager.zeros(new Shape(), type))
                .limit(COEFFICIENTS)
                .toList();
        try (StepScript.Call fill = script.call(manager, "fill_sines", coefficients)) {
            fill.run();
        }
        return coefficients;
    }

    /**
     * Returns the choice for this process.
     *
     * @param blas the library's matrix products, "MKL" for one
     * @throws UnusableLibraryException if the property names neither
     */
    static boolean arePolynomials(String blas) {
        String cpuInfo = CpuBuild.cpuInfo();
        return arePolynomials(blas, cpuInfo, CpuBuild.inUse(cpuInfo));
    }

    /**
     * Returns the choice.
     *
     * @param cpuInfo {@code /proc/cpuinfo}, empty if there is none; the processor is then taken for Intel's
     * @param build as {@link CpuBuild#inUse} returns it
     */
    static boolean arePolynomials(String blas, String cpuInfo, @Nullable String build) {
        String chosen = System.getProperty(PROPERTY);
        if (chosen == null) {
            boolean isOfAnother =
                    cpuInfo.lines().anyMatch(line -> line.startsWith("vendor_id")) && !cpuInfo.contains("GenuineIntel");
            return blas.equals("MKL") && isOfAnother && CpuBuild.fuses(build);
        }
        return switch (chosen) {
            case "library" -> false;
            case "polynomial" -> true;
            default ->
                throw new UnusableLibraryException(
                        PROPERTY + " must be one of library, polynomial, not '" + chosen + "'");
        };
    }
}
