package io.mscale.report.text;

import io.mscale.record.cell.CellRecord;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Describes JMH's scores in words. */
public final class JmhTexts {

    private JmhTexts() {}

    /** Both scores, as far as they were measured. */
    public static String of(CellRecord.Jmh jmh) {
        List<String> words = new ArrayList<>();
        addIfKnown(words, "step", jmh.step());
        addIfKnown(words, "predict", jmh.predict());
        return words.isEmpty() ? "no time" : String.join(", ", words);
    }

    private static void addIfKnown(List<String> words, String name, CellRecord.@Nullable JmhScore score) {
        if (score != null) {
            String allocated = score.allocatedBytes() == null ? "" : " (allocates " + allocated(score) + ")";
            words.add(name + " " + time(score) + allocated);
        }
    }

    /** The mean and half the width of its 99.9% confidence interval. */
    public static String time(CellRecord.@Nullable JmhScore score) {
        return score == null ? Formats.MISSING : Formats.duration(score.seconds(), score.errorSeconds());
    }

    /** Bytes allocated per operation. */
    public static String allocated(CellRecord.@Nullable JmhScore score) {
        return score == null ? Formats.MISSING : Formats.allocation(score.allocatedBytes());
    }
}
