package io.mscale.results.compare;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.evidence.CellFigures;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The quantities compared between runs, one value per repeat. For all of them, less is better. */
public enum Metric {
    STEP("step", "step", CellFigures::step),
    TEST_MSE("testMse", "test MSE", Metric::trustedMse),
    STARTUP("startup", "start-up", CellFigures::startupSeconds),
    PEAK_MEMORY("peakMemory", "peak memory", Metric::memory);

    private final String id;
    private final String title;
    private final Function<CellRecord, @Nullable Double> figure;

    Metric(String id, String title, Function<CellRecord, @Nullable Double> figure) {
        this.id = id;
        this.title = title;
        this.figure = figure;
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
        Double value = cell.isOk() ? figure.apply(cell) : null;
        return value != null && value > 0 && Double.isFinite(value) ? value : null;
    }

    private static @Nullable Double trustedMse(CellRecord cell) {
        return CellFigures.isTrusted(cell) ? cell.testMse() : null;
    }

    private static @Nullable Double memory(CellRecord cell) {
        Long bytes = CellFigures.peakMemory(cell);
        return bytes == null ? null : (double) bytes;
    }
}
