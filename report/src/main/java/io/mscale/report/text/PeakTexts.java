package io.mscale.report.text;

import io.mscale.record.run.GpuPeak;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes a graphics processor's peak in words. */
public final class PeakTexts {

    private PeakTexts() {}

    /** The measured values, and the backend that measured them. */
    public static String of(GpuPeak peak) {
        List<String> figures = new ArrayList<>();
        add(figures, "", peak.peakGflops32(), " GFLOP/s float32");
        add(figures, "", peak.peakGflops64(), " GFLOP/s float64");
        Double bytes = peak.copyBytesPerSecond();
        add(figures, "copies at ", bytes == null ? null : bytes / 1e9, " GB/s");
        return String.join(", ", figures) + ", measured by " + peak.backend();
    }

    private static void add(List<String> figures, String before, @Nullable Double figure, String unit) {
        if (figure != null) {
            figures.add(before + Formats.rate(figure) + unit);
        }
    }
}
