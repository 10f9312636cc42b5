package io.mscale.worker.machine;

import io.mscale.api.Precision;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ExecutionException;

/** The peak rate of fused multiply-adds of a team. */
final class PeakRate {

    private static final String VECTOR_MODULE = "jdk.incubator.vector";

    /**
     * Enough calls and rounds to reach the last just-in-time compiler; once compiled, they take less than a
     * millisecond.
     */
    private static final int WARM_UP_CALLS = 4000;

    /**
     * Rounds per warm-up call: enough to trigger compilation of the loop, few enough to be bearable while interpreted.
     */
    private static final int WARM_UP_ROUNDS = 32;
    /** A kernel that is still slow after 2 s of processor time will not be compiled to vector instructions. */
    private static final double WARM_UP_SECONDS = 2;

    /**
     * Shorter than a scheduler time slice, so that even on a busy machine all threads sometimes run for a whole window.
     */
    private static final Duration WINDOW = Duration.ofMillis(1);

    /** Takes a few microseconds: long compared with reading the clock, short compared with a window. */
    private static final int ROUNDS = 2048;

    /** Attempts, at least one of which should be undisturbed. */
    private static final int TRIES = 50;

    private PeakRate() {}

    /** Returns one kernel for each of these precisions; none in a JVM without the Vector API's module. */
    static List<PeakKernel> kernels(Set<Precision> precisions) {
        return ModuleLayer.boot().findModule(VECTOR_MODULE).isEmpty()
                ? List.of()
                : ServiceLoader.load(PeakKernel.class).stream()
                        .map(ServiceLoader.Provider::get)
                        .filter(kernel -> precisions.contains(kernel.precision()))
                        .toList();
    }

    /**
     * Runs a kernel until it is compiled. Returns false if it does not compile to machine code in time. On a processor
     * without fused multiply-adds, for example, Java emulates them a thousand times slower, which is not the peak of the
     * machine.
     */
    static boolean isReady(PeakKernel kernel) {
        return isWarm(kernel) && isMachineCode(kernel);
    }

    /** Measures the peak of a kernel that is ready, in 1e9 floating-point operations per second. */
    static double gflops(PeakKernel kernel, Team team) throws InterruptedException, ExecutionException {
        return team.bestRate(WINDOW, () -> () -> flops(kernel, ROUNDS)) / 1e9;
    }

    /**
     * Returns whether the kernel runs as machine code: then a call takes a small part of a window, at least when
     * undisturbed.
     */
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

    /** Returns this thread's processor time, so that the warm-up is not cut short on a busy machine. */
    private static double ownSeconds() {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        return (threads.isCurrentThreadCpuTimeSupported() ? threads.getCurrentThreadCpuTime() : System.nanoTime())
                / 1e9;
    }

    /** Runs rounds and returns their operations. Inspecting the result keeps the compiler from removing the work. */
    private static double flops(PeakKernel kernel, int rounds) {
        return kernel.run(rounds) > 0 ? (double) kernel.flopsPerRound() * rounds : 0;
    }
}
