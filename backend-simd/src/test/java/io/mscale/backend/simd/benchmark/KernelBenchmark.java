package io.mscale.backend.simd.benchmark;

import static io.mscale.backend.simd.Kernels.WIDTH;

import io.mscale.api.Precision;
import io.mscale.api.network.Activation;
import io.mscale.api.support.AdamStep;
import io.mscale.api.training.Adam;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.vector.Float32Kernels;
import io.mscale.backend.simd.vector.Float64Kernels;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * The kernels of a step at the publication's size, on one thread, each with data from where a step finds them: what stays in
 * the first-level cache there stays here, and what comes from the second comes from there. {@link Roofline} runs it.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class KernelBenchmark {

    /** Panels of samples that pass through the network together, as {@code Workspace} has it at this size in float32. */
    static final int SAMPLE_PANELS = 10;

    /** Panels of neurons, and of samples, that are one product's inner index. */
    static final int CHUNK = 3;

    /** Neurons of the second layer. */
    static final int OUTPUTS = 100;

    /** Rows of a panel of them, padding included. */
    static final int OUTPUT_ROWS = 100;

    /** Parameters in one call of Adam. */
    static final int PARAMETERS = OUTPUT_ROWS * WIDTH;

    private static final int PANEL = WIDTH * WIDTH;

    /** FLOAT32 or FLOAT64. */
    @Param("FLOAT32")
    public Precision precision = Precision.FLOAT32;

    private Loops<?> loops = new Loops<>(new Float32Kernels());

    /** Makes the matrices. */
    @Setup
    public void prepare() {
        loops = precision == Precision.FLOAT32 ? new Loops<>(new Float32Kernels()) : new Loops<>(new Float64Kernels());
    }

    /** z += W h: a chunk of neurons for all panels of samples; W comes from the second-level cache, h from the first. */
    @Benchmark
    public void forward() {
        loops.forward();
    }

    /** g = dz^T W: a panel of neurons and one of samples. */
    @Benchmark
    public void slopes() {
        loops.slopes();
    }

    /** dW += dz h: a panel of neurons and a chunk of samples. */
    @Benchmark
    public void weights() {
        loops.weights();
    }

    /** z = W_0 x + b_0: a panel of neurons and one of samples. */
    @Benchmark
    public void first() {
        loops.first();
    }

    /** h = sin(z): a panel. */
    @Benchmark
    public void sine() {
        loops.sine();
    }

    /** h = sin(z), g = g cos(z): a panel. */
    @Benchmark
    public void sineAndSlope() {
        loops.sineAndSlope();
    }

    /** dW += dz h^T of a later layer: a panel of neurons, all panels of samples. */
    @Benchmark
    public void hiddenWeights() {
        loops.hiddenWeights();
    }

    /** Adam for a panel of weights. */
    @Benchmark
    public void adam() {
        loops.adam();
    }

    private static final class Loops<A> {

        private final Kernels<A> kernels;
        private final int start;
        private final int tile;
        private final A weights;
        private final A z;
        private final A h;
        private final A g;
        private final A packed;
        private final A sums;
        private final A x;
        private final A[] moments;
        private final AdamStep step = new AdamStep(Adam.withDefaults(1e-3, 0));

        @SuppressWarnings("unchecked")
        Loops(Kernels<A> kernels) {
            this.kernels = kernels;
            start = kernels.alignedStart();
            int tiles = (OUTPUTS + kernels.tileRows() - 1) / kernels.tileRows();
            tile = SAMPLE_PANELS * WIDTH * kernels.tileRows();
            weights = random(PARAMETERS);
            z = random(SAMPLE_PANELS * OUTPUT_ROWS * WIDTH);
            h = random(SAMPLE_PANELS * PANEL);
            g = random(SAMPLE_PANELS * PANEL);
            packed = random(tiles * tile);
            sums = random(PARAMETERS);
            x = random(4 * WIDTH);
            moments = (A[]) new Object[] {random(PARAMETERS), random(PARAMETERS)};
            kernels.scale(moments[1], start, PARAMETERS, 0);
            step.moveTo(100);
        }

        /** Small numbers, whose sums stay small however often they are added up. */
        private A random(int length) {
            A array = kernels.zeros(start + length);
            SplittableRandom random = new SplittableRandom(length);
            for (int i = start; i < start + length; i++) {
                kernels.set(array, i, random.nextDouble(-1e-3, 1e-3));
            }
            return array;
        }

        void forward() {
            for (int s = 0; s < SAMPLE_PANELS; s++) {
                int to = start + s * OUTPUT_ROWS * WIDTH;
                kernels.addPackedProduct(packed, start, tile, h, start, z, to, OUTPUTS, WIDTH, CHUNK * WIDTH);
            }
        }

        void slopes() {
            kernels.product(z, start, weights, start, g, start, WIDTH, WIDTH, OUTPUTS);
        }

        void weights() {
            kernels.addPackedProduct(packed, start, tile, h, start, sums, start, OUTPUTS, WIDTH, CHUNK * WIDTH);
        }

        void first() {
            kernels.product(x, start, x, start + 2 * WIDTH, h, start, WIDTH, WIDTH, 2);
        }

        void sine() {
            kernels.activate(Activation.SIN, h, null, start, PANEL, 1);
        }

        void sineAndSlope() {
            kernels.activate(Activation.SIN, h, g, start, PANEL, 1);
        }

        void hiddenWeights() {
            kernels.addTransposedProduct(
                    z, start, OUTPUT_ROWS * WIDTH, h, start, SAMPLE_PANELS, sums, start, OUTPUTS, WIDTH);
        }

        void adam() {
            kernels.adam(weights, moments[0], moments[1], sums, start, PARAMETERS, step);
        }
    }
}
