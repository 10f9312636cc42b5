package io.mscale.worker.machine;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/** How fast a team's fused multiply-adds go. */
final class PeakRate {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /** Enough calls and rounds for the last just-in-time compiler; compiled, they take less than a millisecond. */
    private static final int WARM_UP_CALLS = 4000;

    private static final int WARM_UP_ROUNDS = 32;
    private static final double WARM_UP_SECONDS = 2;

    /** Shorter than a scheduler's time slice: on a busy machine, too, all threads run at once for that long. */
    private static final Duration WINDOW = Duration.ofMillis(1);

    /** A few microseconds: long beside the clock's reading, short beside a window. */
    private static final int ROUNDS = 2048;

    /** Calls of which one at least is undisturbed. */
    private static final int TRIES = 50;

    private PeakRate() {}

    /** A kernel for each precision; none in a JVM that lacks the module they are written with. */
    static List<PeakKernel> kernels() {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()
                ? List.of()
                : ServiceLoader.load(PeakKernel.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .toList();
    }

    /**
     * The peak in 1e9 floating-point operations per second. Null if the kernel does not become machine code in time: on
     * a processor without fused multiply-adds, for one, Java imitates them a thousand times slower, and that is nobody's
     * peak.
     */
    static @Nullable Double gflops(PeakKernel kernel, Team team) throws InterruptedException, ExecutionException {
        return isWarm(kernel) && isMachineCode(kernel)
                ? team.bestRate(WINDOW, () -> () -> flops(kernel, ROUNDS)) / 1e9
                : null;
    }

    /** Whether the work between two looks at the clock is short beside a window, at least once when nobody disturbs it. */
    private static boolean isMachineCode(PeakKernel kernel) {
        for (int call = 0; call < TRIES; call++) {
            long start = System.nanoTime();
            flops(kernel, ROUNDS);
            if (System.nanoTime() - start < WINDOW.toNanos() / 4) {
                return true;
            }
        }
        return false;
    }

    private static boolean isWarm(PeakKernel kernel) {
        double start = ownSeconds();
        double flops = 0;
        for (int call = 0; call < WARM_UP_CALLS; call++) {
            flops += flops(kernel, WARM_UP_ROUNDS);
            if (ownSeconds() - start > WARM_UP_SECONDS) {
                return false;
            }
        }
        return flops > 0;
    }

    /** Time that this thread had a processor for: on a busy machine, more passes. */
    private static double ownSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return (threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime())
                / 1e9;
    }

    /** Works and returns how much; a result that is looked at keeps the compiler from leaving the work out. */
    private static double flops(PeakKernel kernel, int rounds) {
        return kernel.run(rounds) > 0 ? (double) kernel.flopsPerRound() * rounds : 0;
    }
}
