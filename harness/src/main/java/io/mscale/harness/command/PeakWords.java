package io.mscale.harness.command;

import io.mscale.record.run.MachinePeak;
import io.mscale.results.number.Formats;

/** A machine's peak in one line. */
final class PeakWords {

    private PeakWords() {}

    static String of(MachinePeak peak) {
        return arithmetic(peak) + copy(peak);
    }

    private static String arithmetic(MachinePeak peak) {
        if (peak.peakGflops32() == null && peak.peakGflops64() == null) {
            return "not measured";
        }
        return Formats.rate(peak.peakGflops32()) + " GFLOP/s float32, " + Formats.rate(peak.peakGflops64())
                + " float64 on " + peak.threads() + " threads with " + peak.vectorBits() + "-bit vectors";
    }

    private static String copy(MachinePeak peak) {
        Double rate = peak.copyGigabytesPerSecond();
        return rate == null ? "" : "; copies at " + Formats.rate(rate) + " GB/s" + reservation(peak);
    }

    /** Warns if the arrays were smaller than intended: the rate may partly be that of a cache. */
    private static String reservation(MachinePeak peak) {
        Long had = peak.copyArrayBytes();
        Long wanted = peak.copyArrayBytesWanted();
        return had == null || wanted == null || had >= wanted
                ? ""
                : " (arrays of " + Formats.bytes(had) + "; " + Formats.bytes(wanted) + " would leave all caches)";
    }
}
