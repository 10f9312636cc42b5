package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The quantities compared between runs, one value per repeat. For all of them, less is better. */
public enum Metric {
    STEP("step", "step", CellMeasures::step),
    TEST_MSE("testMse", "test MSE", Metric::trustedMse),
    STARTUP("startup", "start-up", CellMeasures::startupSeconds),
    FIRST_STEP("firstStep", "first step", CellMeasures::firstStepSeconds),
    PEAK_MEMORY("peakMemory", "peak memory", Metric::memory),
    INSTRUCTIONS("instructions", "instructions", CellMeasures::instructions),
    ALLOCATION("allocation", "allocation", Metric::allocation);

    /** Less than a kilobyte a step counts as a kilobyte: the ratio of nearly nothing to nothing says nothing. */
    public static final double LEAST_ALLOCATION = 1000;

    private final String id;
    private final String title;
    private final Function<CellRecord, @Nullable Double> value;

    Metric(String id, String title, Function<CellRecord, @Nullable Double> value) {
        this.id = id;
        this.title = title;
        this.value = value;
    }

    public String id() {
        return id;
    }

    public String title() {
        return title;
    }

    /** Whether it is measured in seconds. */
    public boolean isTime() {
        return this == STEP || this == STARTUP || this == FIRST_STEP;
    }

    /** Whether runs of the same program differ in it by more than their repeats do: where memory lies, what the host does. */
    public boolean variesBetweenRuns() {
        return isTime() || this == PEAK_MEMORY;
    }

    /** Whether it is counted after the training, if a run is asked to: no clock and hardly any noise is in it. */
    public boolean isCounted() {
        return this == INSTRUCTIONS || this == ALLOCATION;
    }

    /**
     * Returns the values of repeats (seconds, bytes, counts or mean squared errors), all positive and finite. Repeats that have
     * no such value, did not finish successfully, or failed their parity check are left out.
     */
    public double[] of(List<CellRecord> repeats) {
        return repeats.stream()
                .filter(CellRecord::isOk)
                .map(value)
                .filter(measured -> measured != null && measured > 0 && Double.isFinite(measured))
                .mapToDouble(Double::doubleValue)
                .toArray();
    }

    private static @Nullable Double trustedMse(CellRecord cell) {
        return CellMeasures.isTrusted(cell) ? cell.testMse() : null;
    }

    private static @Nullable Double allocation(CellRecord cell) {
        Double bytes = CellMeasures.allocatedBytes(cell);
        return bytes == null ? null : Math.max(LEAST_ALLOCATION, bytes);
    }

    private static @Nullable Double memory(CellRecord cell) {
        Long bytes = CellMeasures.peakMemory(cell);
        return bytes == null ? null : (double) bytes;
    }
}
