package io.mscale.worker.disturbance;

import io.mscale.api.Device;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.Disturbance;
import io.mscale.record.cell.WorkerEvent;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Watches the machine while a cell is trained: lets the canary work while the training's clock stands, and has the system's
 * counts added up. Used by the training's thread.
 *
 * <p>A reading may cost a hundredth of the time since the last. It follows a second after it at the earliest, or later in long
 * trainings, and ten seconds after it at the latest, if the clock stands then.
 */
public final class DisturbanceWatch {

    private static final double SHORTEST_PAUSE_SECONDS = 1;

    private static final double LONGEST_PAUSE_SECONDS = 10;

    /** The pause in a training that has lasted so long, as a share of that: some 500 readings in an hour. */
    private static final double PAUSE = 0.01;

    /** The most time that the canary takes, as a share of all. */
    private static final double COST = 0.01;

    private final Canary canary;
    private final Log log;
    private final Device device;
    private @Nullable MachineWatch machine;
    private @Nullable GpuWatch gpu;
    private long firstNanos;
    private long lastNanos;
    private double lastCostSeconds;

    /** Takes events for the cell's log. */
    public interface Log {

        /** Writes an event, made from the seconds since the worker's launch. */
        void write(DoubleFunction<WorkerEvent> at);
    }

    /** Prepares the canary, which takes some 20 ms. Watching begins with the first call of {@link #beforeSteps}. */
    public DisturbanceWatch(CellSpec spec, Log log) {
        this.canary = new Canary(spec.canaryThreads());
        this.log = log;
        this.device = spec.device();
    }

    /**
     * Counted steps are about to be taken: reads the canary if it is time to.
     *
     * @param seconds training time so far
     */
    public void beforeSteps(double seconds) {
        if (machine == null) {
            gpu = device.kind() == Device.Kind.GPU
                    ? new GpuWatch("nvidia-smi", device, System.getenv("CUDA_VISIBLE_DEVICES"))
                    : null;
            read(seconds);
            firstNanos = lastNanos;
            machine = new MachineWatch();
        } else if (isTime()) {
            read(seconds);
        }
    }

    private boolean isTime() {
        long now = System.nanoTime();
        double pause = Math.max(SHORTEST_PAUSE_SECONDS, PAUSE * (now - firstNanos) / 1e9);
        return (now - lastNanos) / 1e9 >= Math.min(LONGEST_PAUSE_SECONDS, Math.max(pause, lastCostSeconds / COST));
    }

    /** Other workers have their turn: until {@link #resume} nothing counts. */
    public void pause() {
        if (machine != null) {
            machine.pause();
        }
    }

    /**
     * This worker has its turn again.
     *
     * @param seconds training time so far
     */
    public void resume(double seconds) {
        if (machine != null) {
            machine.resume();
            beforeSteps(seconds);
        }
    }

    /**
     * The last counted step was taken: reads the canary once more, and writes what the system has counted.
     *
     * @param seconds training time
     */
    public void end(double seconds) {
        MachineWatch watched = machine;
        if (watched != null) {
            Disturbance.MachineUse use = watched.end();
            GpuWatch watchedGpu = gpu;
            Disturbance.GpuUse gpuUse = watchedGpu == null ? null : watchedGpu.end();
            read(seconds);
            log.write(wall -> WorkerEvent.machine(wall, use, gpuUse));
        }
    }

    private void read(double seconds) {
        long start = System.nanoTime();
        double rate;
        try {
            rate = canary.rate();
        } catch (OutOfMemoryError e) {
            // Not a thread more may run here. Training goes on without that reading.
            lastNanos = System.nanoTime();
            return;
        }
        lastNanos = System.nanoTime();
        lastCostSeconds = (lastNanos - start) / 1e9;
        log.write(wall -> new WorkerEvent.Canary(wall, seconds, rate));
    }
}
