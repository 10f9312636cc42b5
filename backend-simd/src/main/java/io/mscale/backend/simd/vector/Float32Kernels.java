package io.mscale.backend.simd.vector;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.support.AdamStep;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.RowKernels;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;

/** {@link Kernels} in single precision. */
public final class Float32Kernels implements Kernels<float[]> {

    private static final VectorSpecies<Float> SPECIES = Species.FLOAT32;
    private static final VectorSpecies<Integer> BITS = VectorSpecies.of(int.class, SPECIES.vectorShape());
    private static final int LANES = SPECIES.length();
    private static final int STRIP = 3 * LANES;

    private static final int TILE_ROWS = Species.TILE_ROWS;

    private final float[] zeros = new float[TILE_ROWS * WIDTH];
    private final Map<Activation, Float32Activation> activations = new EnumMap<>(Activation.class);
    private final RowKernels<float[]> rows = new Float32RowKernels(this);

    /** For ServiceLoader. */
    public Float32Kernels() {
        for (Activation activation : Activation.values()) {
            if (activation.parts().size() == 1) {
                activations.put(activation, loops(activation));
            }
        }
    }

    private static Float32Activation loops(Activation activation) {
        return switch (activation) {
            case SIN -> new Float32Wave(1, 0);
            case COS -> new Float32Wave(1, 0.5);
            case SINCOS -> new Float32Wave(Math.sqrt(0.5), 0.25);
            case IDENTITY -> (z, g, from, to, bound) -> {};
            case TANH -> new Float32Tanh();
            case S2RELU -> Float32CompactSupport::s2relu;
            case MORLET -> new Float32ExpActivation.Morlet();
            case MEXHAT -> new Float32ExpActivation.Mexhat();
            case RELU -> comparing(activation, Float32CompactSupport::relu);
            case SRELU -> comparing(activation, Float32CompactSupport::srelu);
            case PHI -> comparing(activation, Float32CompactSupport::phi);
            case PSI -> comparing(activation, Float32CompactSupport::psi);
            case GELU -> comparing(activation, new Float32Gelu());
            case SIGMOID -> comparing(activation, new Float32ExpActivation.Sigmoid());
        };
    }

    /** Loops that compare vectors, unless these have two numbers: then the JVM makes objects of the results. */
    private static Float32Activation comparing(Activation activation, Float32Activation loops) {
        return LANES > 2 ? loops : reference(activation);
    }

    /** Any activation as the API defines it: right, without being fast. NaN stays NaN. */
    private static Float32Activation reference(Activation activation) {
        return (z, g, from, to, bound) -> {
            for (int i = from; i < to; i++) {
                float x = z[i];
                z[i] = Float.isNaN(x) ? x : (float) activation.value(x);
                if (g != null) {
                    g[i] *= Float.isNaN(x) ? x : (float) activation.derivative(x);
                }
            }
        };
    }

    private Float32Activation activation(Activation activation) {
        Float32Activation loops = activations.get(activation);
        if (loops == null) {
            throw new IllegalArgumentException("no loops for " + activation);
        }
        return loops;
    }

    @Override
    public Precision precision() {
        return Precision.FLOAT32;
    }

    @Override
    public int vectorBits() {
        return SPECIES.vectorBitSize();
    }

    @Override
    public int machineBits() {
        return Species.MACHINE_BITS;
    }

    @Override
    public int tileRows() {
        return TILE_ROWS;
    }

    @Override
    public int alignedStart() {
        return (Species.LINE_BYTES - Species.HEADER_BYTES) / Float.BYTES;
    }

    @Override
    public float[] zeros(int length) {
        return new float[length];
    }

    @Override
    public void set(float[] array, int index, double value) {
        array[index] = (float) value;
    }

    @Override
    public double get(float[] array, int index) {
        return array[index];
    }

    @Override
    public void fill(float[] array, int from, int count, double value) {
        Arrays.fill(array, from, from + count, (float) value);
    }

    @Override
    public void product(
            float[] a, int aFrom, float[] b, int bFrom, float[] c, int cFrom, int rows, int columns, int inner) {
        Float32Product.multiply(a, aFrom, WIDTH, TILE_ROWS, b, bFrom, zeros, c, cFrom, rows, columns, inner);
    }

    @Override
    public void addProduct(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int rows,
            int columns,
            int inner) {
        Float32Product.multiply(a, aFrom, aStride, TILE_ROWS, b, bFrom, c, c, cFrom, rows, columns, inner);
    }

    @Override
    public void addPackedProduct(
            float[] a,
            int aFrom,
            int aTile,
            float[] b,
            int bFrom,
            float[] c,
            int cFrom,
            int rows,
            int columns,
            int inner) {
        Float32Product.multiply(a, aFrom, TILE_ROWS, aTile, b, bFrom, c, c, cFrom, rows, columns, inner);
    }

    @Override
    public Argument argument(Activation activation) {
        return activation(activation).argument();
    }

    @Override
    public void activate(Activation activation, float[] z, float @Nullable [] g, int from, int count, double bound) {
        activation(activation).apply(z, g, from, from + count, bound);
    }

    @Override
    public RowKernels<float[]> rows() {
        return rows;
    }

    /*
     * No method is called on a vector that a loop carries over; it is only an argument. The JVM knows the exact class of a
     * vector just made, but that of one that comes out of a loop only after seeing enough of them; until then it makes
     * objects.
     */

    @Override
    public double largest(float[] a, int from, int count) {
        // as bits, NaN is larger than any number
        IntVector largest = IntVector.zero(BITS);
        for (int i = from; i < from + count; i += LANES) {
            IntVector bits = FloatVector.fromArray(SPECIES, a, i).reinterpretAsInts();
            largest = bits.and(Integer.MAX_VALUE).max(largest);
        }
        return Float.intBitsToFloat(IntVector.zero(BITS).max(largest).reduceLanes(VectorOperators.MAX));
    }

    @Override
    public void scale(float[] a, int from, int count, double factor) {
        float f = (float) factor;
        for (int i = from; i < from + count; i++) {
            a[i] *= f;
        }
    }

    @Override
    public void addToRows(float[] a, int aFrom, int rows, float[] z, int zFrom) {
        int to = zFrom;
        for (int r = 0; r < rows; r++) {
            FloatVector addend = FloatVector.broadcast(SPECIES, a[aFrom + r]);
            for (int v = 0; v < WIDTH; v += STRIP) {
                FloatVector.fromArray(SPECIES, z, to).add(addend).intoArray(z, to);
                FloatVector.fromArray(SPECIES, z, to + LANES).add(addend).intoArray(z, to + LANES);
                FloatVector.fromArray(SPECIES, z, to + 2 * LANES).add(addend).intoArray(z, to + 2 * LANES);
                to += STRIP;
            }
        }
    }

    @Override
    public void gather(float[] a, int aFrom, int[] indices, int first, int count, float[] to, int toFrom) {
        for (int s = 0; s < count; s++) {
            to[toFrom + s] = a[aFrom + indices[first + s]];
        }
        Arrays.fill(to, toFrom + count, toFrom + WIDTH, 0);
    }

    @Override
    public double residual(float[] predictions, int from, float[] targets, int targetsFrom, int valid, double factor) {
        float f = (float) factor;
        double sum = 0;
        for (int s = 0; s < valid; s++) {
            float difference = predictions[from + s] - targets[targetsFrom + s];
            sum += (double) difference * difference;
            predictions[from + s] = f * difference;
        }
        Arrays.fill(predictions, from + valid, from + WIDTH, 0);
        return sum;
    }

    @Override
    public void add(float[] a, float[] b, int from, int count) {
        for (int i = from; i < from + count; i++) {
            a[i] += b[i];
        }
    }

    @Override
    public void gatherRows(float[] a, int aFrom, int[] rows, float[] to, int toFrom) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(a, aFrom + rows[c] * WIDTH, to, toFrom + c * WIDTH, WIDTH);
        }
    }

    @Override
    public void scatterRows(float[] a, int aFrom, float[] to, int toFrom, int[] rows) {
        for (int c = 0; c < rows.length; c++) {
            System.arraycopy(a, aFrom + c * WIDTH, to, toFrom + rows[c] * WIDTH, WIDTH);
        }
    }

    @Override
    public void transpose(float[] a, int aFrom, int rows, int columns, float[] to, int toFrom, int toStride) {
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                to[toFrom + c * toStride + r] = a[aFrom + r * WIDTH + c];
            }
        }
    }

    @Override
    public void pack(float[] a, int aFrom, int rows, int columns, float[] to, int toFrom, int toTile, double factor) {
        float f = (float) factor;
        for (int tile = 0; tile * TILE_ROWS < rows; tile++) {
            int from = aFrom + tile * TILE_ROWS * WIDTH;
            int count = Math.min(TILE_ROWS, rows - tile * TILE_ROWS);
            int at = toFrom + tile * toTile;
            for (int c = 0; c < columns; c++) {
                for (int r = 0; r < count; r++) {
                    to[at + c * TILE_ROWS + r] = f * a[from + c + r * WIDTH];
                }
            }
        }
    }

    @Override
    public void addRowSums(float[] a, int aFrom, int aStride, int panels, int rows, float[] to, int toFrom) {
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < WIDTH; v += STRIP) {
                FloatVector sum = FloatVector.zero(SPECIES);
                int i = aFrom + r * WIDTH + v;
                for (int p = 0; p < panels; p++) {
                    sum = FloatVector.fromArray(SPECIES, a, i)
                            .add(FloatVector.fromArray(SPECIES, a, i + LANES))
                            .add(FloatVector.fromArray(SPECIES, a, i + 2 * LANES))
                            .add(sum);
                    i += aStride;
                }
                to[toFrom + r] += FloatVector.zero(SPECIES).add(sum).reduceLanes(VectorOperators.ADD);
            }
        }
    }

    @Override
    public void addTransposedProduct(
            float[] a,
            int aFrom,
            int aStride,
            float[] b,
            int bFrom,
            int panels,
            float[] c,
            int cFrom,
            int rows,
            int columns) {
        Float32Tiles.multiplyTransposed(a, aFrom, aStride, b, bFrom, panels, c, cFrom, rows, columns);
    }

    @Override
    public void adam(float[] p, float[] m, float[] v, float[] g, int from, int count, AdamStep step) {
        FloatVector beta1 = FloatVector.broadcast(SPECIES, (float) step.beta1());
        FloatVector beta2 = FloatVector.broadcast(SPECIES, (float) step.beta2());
        FloatVector rest1 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta1()));
        FloatVector rest2 = FloatVector.broadcast(SPECIES, (float) (1 - step.beta2()));
        FloatVector size = FloatVector.broadcast(SPECIES, (float) step.stepSize());
        FloatVector correction = FloatVector.broadcast(SPECIES, (float) step.secondMomentFactor());
        FloatVector epsilon = FloatVector.broadcast(SPECIES, (float) step.epsilon());
        FloatVector zero = FloatVector.zero(SPECIES);
        for (int i = from; i < from + count; i += LANES) {
            FloatVector gradient = FloatVector.fromArray(SPECIES, g, i);
            FloatVector mean = beta1.fma(FloatVector.fromArray(SPECIES, m, i), rest1.mul(gradient));
            FloatVector square = beta2.fma(FloatVector.fromArray(SPECIES, v, i), rest2.mul(gradient.mul(gradient)));
            FloatVector root =
                    square.mul(correction).lanewise(VectorOperators.SQRT).add(epsilon);
            FloatVector parameter =
                    FloatVector.fromArray(SPECIES, p, i).sub(size.mul(mean).div(root));
            mean.intoArray(m, i);
            square.intoArray(v, i);
            parameter.intoArray(p, i);
            zero.intoArray(g, i);
        }
    }
}
