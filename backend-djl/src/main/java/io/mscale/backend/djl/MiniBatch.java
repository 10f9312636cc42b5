package io.mscale.backend.djl;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.mscale.api.training.BatchSchedule;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** The samples of a step's batch, copied from the data set on the device. */
final class MiniBatch {

    /** The points, [samples x columns], like the data set's. */
    final NDArray x;

    /** The targets, [samples x outputs]. */
    final NDArray y;

    private final BatchSchedule schedule;

    /** The samples' numbers. */
    private final int[] numbers;

    /** The same for the library, outside the heap. */
    private final ByteBuffer host;

    /** The same on the device. */
    private final NDArray samples;

    private final StepScript.Call gather;

    /** Creates one from the points and targets of all samples, owned by {@code manager}. */
    MiniBatch(NDManager manager, StepScript script, NDArray allX, NDArray allY, BatchSchedule schedule) {
        this.schedule = schedule;
        int size = schedule.batchSize();
        x = manager.zeros(new Shape(size, allX.getShape().get(1)), allX.getDataType());
        y = manager.zeros(new Shape(size, allY.getShape().get(1)), allY.getDataType());
        numbers = new int[size];
        host = ByteBuffer.allocateDirect(size * Integer.BYTES).order(ByteOrder.nativeOrder());
        samples = manager.create(numbers);
        gather = script.call(manager, "gather", allX, allY, samples, x, y);
    }

    /** Copies the samples of a step; steps are counted from 1. */
    void load(long step) {
        schedule.batch(step, numbers);
        host.asIntBuffer().put(numbers);
        samples.set(host);
        gather.run();
    }
}
