package io.mscale.report.change;

import java.util.Comparator;
import java.util.List;

/** A sentence about a change, and how much it matters. */
public record Finding(Severity severity, String text) {

    /** The findings, the most serious first; equally serious ones keep their order. */
    static List<Finding> sorted(List<Finding> findings) {
        return findings.stream().sorted(Comparator.comparing(Finding::severity)).toList();
    }

    static List<String> texts(List<Finding> findings) {
        return findings.stream().map(Finding::text).toList();
    }
}
