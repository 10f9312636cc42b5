package io.mscale.backend.cuda;

import io.mscale.api.Precision;
import io.mscale.api.option.Named;
import java.util.List;

/** The arithmetic of matrix products; each has a module of kernels. */
enum Arithmetic implements Named {
    /** Float32 with fused multiply-adds. */
    SIMT("simt", "float32", "f32", Precision.FLOAT32, Ptx.LEAST_CAPABILITY, List.of(64, 104), 32),
    /** Float32 as three TF32 products each, on tensor cores. */
    TENSOR_CORES("3xtf32", "tf32", "tf32", Precision.FLOAT32, 80, List.of(64, 104), 64),
    /** Float64 with fused multiply-adds. */
    FLOAT64("float64", "float64", "f64", Precision.FLOAT64, Ptx.LEAST_CAPABILITY, List.of(32), 32);

    /** System property that selects one of the float32 arithmetics. */
    static final String PROPERTY = "mscale.cuda.arithmetic";

    private final String id;
    private final String module;
    private final String suffix;
    private final Precision precision;
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
     * @param precision the precision
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

    /** The base name of the file that contains its kernels. */
    String module() {
        return module;
    }

    /** The part of its kernels' names that identifies it. */
    String suffix() {
        return suffix;
    }

    Precision precision() {
        return precision;
    }

    /** Converts a number to its precision, as a kernel argument. */
    Object number(double value) {
        return precision == Precision.FLOAT32 ? (Object) (float) value : (Object) value;
    }

    /** The possible tile widths in columns for products whose left operand has this source. */
    List<Integer> columns(Source source) {
        return source == Source.ANY ? List.of(columnsOfAny) : columns;
    }
}
