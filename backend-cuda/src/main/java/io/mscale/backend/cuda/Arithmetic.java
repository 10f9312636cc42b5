package io.mscale.backend.cuda;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.option.Named;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The arithmetic of matrix products; each has two modules of kernels. */
enum Arithmetic implements Named {
    /** Float32 with fused multiply-adds. */
    SIMT("simt", "float32", "f32", Precision.FLOAT32, Gpu.LEAST_CAPABILITY, List.of(64, 104), 32),
    /** Float32 as three TF32 products each, on tensor cores. */
    TENSOR_CORES("3xtf32", "tf32", "tf32", Precision.FLOAT32, 80, List.of(64, 104), 64),
    /** Float64 with fused multiply-adds. */
    FLOAT64("float64", "float64", "f64", Precision.FLOAT64, Gpu.LEAST_CAPABILITY, List.of(32), 32);

    /** The source of a layer's inputs, which selects the kernels that compute the layer. */
    enum Source {
        /** Stored in memory by the layer below. */
        STORED,
        /** Computed from the first layer on the fly; all its neurons use the sine. */
        SINE,
        /** Computed from the first layer on the fly, with any activations. */
        ANY
    }

    /** System property that selects one of the float32 arithmetics. */
    static final String PROPERTY = "mscale.cuda.arithmetic";

    /** The part of its kernels' names that identifies it. */
    final String suffix;

    final Precision precision;
    private final String id;
    private final String module;
    private final int leastCapability;
    private final List<Integer> columns;
    private final int columnsOfAny;

    Arithmetic(
            String id,
            String module,
            String suffix,
            Precision precision,
            int leastCapability,
            List<Integer> columns,
            int columnsOfAny) {
        this.id = id;
        this.module = module;
        this.suffix = suffix;
        this.precision = precision;
        this.leastCapability = leastCapability;
        this.columns = columns;
        this.columnsOfAny = columnsOfAny;
    }

    /**
     * Returns the arithmetic for a precision, as selected by this JVM's property {@value #PROPERTY}.
     *
     * @param capability the GPU's compute capability times ten
     * @throws CudaException if the property names no arithmetic, or one that the GPU does not support
     */
    static Arithmetic of(Precision precision, int capability) {
        if (precision == Precision.FLOAT64) {
            return FLOAT64;
        }
        String wanted = System.getProperty(PROPERTY, SIMT.id);
        for (Arithmetic arithmetic : List.of(SIMT, TENSOR_CORES)) {
            if (arithmetic.id.equals(wanted)) {
                if (capability < arithmetic.leastCapability) {
                    throw new CudaException(
                            "arithmetic " + wanted + " needs compute capability "
                                    + Gpu.inWords(arithmetic.leastCapability) + " or later, this GPU has "
                                    + Gpu.inWords(capability) + "; use -D" + PROPERTY + "=" + SIMT.id,
                            Driver.NO_BINARY_FOR_GPU);
                }
                return arithmetic;
            }
        }
        throw new CudaException(
                "-D" + PROPERTY + ": unknown arithmetic '" + wanted + "'; allowed: " + SIMT.id + ", " + TENSOR_CORES.id,
                Driver.INVALID_VALUE);
    }

    @Override
    public String id() {
        return id;
    }

    /** Returns its kernels' PTX: of values and the squared error. */
    String ptx() {
        return read("kernels-" + module + ".ptx");
    }

    /** Returns the PTX of the kernels that losses with derivatives by the input need in addition. */
    String rowsPtx() {
        return read("kernels-" + module + "-rows.ptx");
    }

    /** Reads a file that {@code src/main/cuda/make-ptx} generates. */
    private static String read(String file) {
        try (InputStream stream = Arithmetic.class.getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the jar of backend cuda lacks " + file);
            }
            return new String(stream.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Converts a number to its precision, as a kernel argument. */
    Object number(double value) {
        return precision == Precision.FLOAT32 ? (Object) (float) value : (Object) value;
    }

    /** Returns how the second layer obtains the first layer's outputs. */
    Source ofFirstLayer(ActivationPattern activation) {
        return activation == Activation.SIN && this != FLOAT64 ? Source.SINE : Source.ANY;
    }

    /** The possible tile widths in columns for products whose left operand has this source, ascending. */
    private List<Integer> columns(Source source) {
        return source == Source.ANY ? List.of(columnsOfAny) : columns;
    }

    /**
     * Returns the tile width that wastes the fewest columns on a matrix of this width; the wider one if two are equal.
     */
    int columns(Source source, int width) {
        int best = narrowest(source);
        for (int candidate : columns(source)) {
            long padded = (long) candidate * LayerPlan.tiles(width, candidate);
            best = padded <= (long) best * LayerPlan.tiles(width, best) ? candidate : best;
        }
        return best;
    }

    /** Returns the narrowest tile width. The backward pass uses it to leave registers for the slopes. */
    int narrowest(Source source) {
        return columns(source).get(0);
    }

    /** Returns the suffix of the kernels for a source and tile width. */
    String kernel(Source source, int columnsOfTile) {
        return source.name().toLowerCase(Locale.ROOT) + "_" + suffix + "_" + columnsOfTile;
    }
}
