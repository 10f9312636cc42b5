package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellMeasures;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The quantities compared between runs, one value per repeat. For all of them, less is better. */
public enum Metric {
    STEP("step", "step", CellMeasures::step),
    TEST_MSE("testMse", "test MSE", Metric::trustedMse),
    STARTUP("startup", "start-up", CellMeasures::startupSeconds),
    PEAK_MEMORY("peakMemory", "peak memory", Metric::memory);

    private final String id;
    private final String title;
    private final Function<CellRecord, @Nullable Double> value;

    Metric(String id, String title, Function<CellRecord, @Nullable Double> value) {
        this.id = id;
        this.title = title;
        this.value = value;
    }

    /** The name in files. */
    public String id() {
        return id;
    }

    /** The name in tables. */
    public String title() {
        return title;
    }

    /**
     * Returns the value of a repeat (seconds, bytes or a mean squared error), positive and finite. Null if the repeat
     * has no such value, did not finish successfully, or failed its parity check.
     */
    public @Nullable Double of(CellRecord cell) {
        Double measured = cell.isOk() ? value.apply(cell) : null;
        return measured != null && measured > 0 && Double.isFinite(measured) ? measured : null;
    }

    private static @Nullable Double trustedMse(CellRecord cell) {
        return CellMeasures.isTrusted(cell) ? cell.testMse() : null;
    }

    private static @Nullable Double memory(CellRecord cell) {
        Long bytes = CellMeasures.peakMemory(cell);
        return bytes == null ? null : (double) bytes;
    }
}
