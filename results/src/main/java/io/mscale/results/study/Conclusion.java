package io.mscale.results.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What a study measured, and what that says about its claim.
 *
 * @param findings what was measured, part by part
 * @param missing why the study is incomplete, so that no verdict is possible; empty if it is complete
 */
public record Conclusion(List<Finding> findings, List<String> missing) {

    public Conclusion {
        findings = List.copyOf(findings);
        missing = List.copyOf(missing);
    }

    /** What a measurement says about a claim. */
    public enum Verdict {
        /** The interval lies where the claim says. */
        BEARS_OUT("bears out the claim"),
        /** The interval lies where the claim says it does not. */
        CONTRADICTS("contradicts the claim"),
        /** The interval contains the threshold, or there is none. */
        CANNOT_TELL("cannot tell whether the claim holds");

        private final String words;

        Verdict(String words) {
            this.words = words;
        }
    }

    /**
     * A part of what was measured.
     *
     * @param sentence what was measured, with its interval, without a full stop
     * @param judged what it says about its part of the claim; empty if the claim does not depend on it
     */
    public record Finding(String sentence, Optional<Verdict> judged) {

        Finding(String sentence, Verdict verdict) {
            this(sentence, Optional.of(verdict));
        }

        /** Something the claim does not depend on. */
        static Finding aside(String sentence) {
            return new Finding(sentence, Optional.empty());
        }
    }

    /** A claim holds if all its parts do; one contradicted part contradicts it. */
    public Verdict verdict() {
        List<Verdict> parts =
                findings.stream().flatMap(finding -> finding.judged().stream()).toList();
        if (!missing.isEmpty() || parts.isEmpty()) {
            return Verdict.CANNOT_TELL;
        }
        return parts.contains(Verdict.CONTRADICTS)
                ? Verdict.CONTRADICTS
                : parts.contains(Verdict.CANNOT_TELL) ? Verdict.CANNOT_TELL : Verdict.BEARS_OUT;
    }

    /** The findings, what is missing, and the verdict. */
    public String inWords() {
        String measured = findings.stream().map(Finding::sentence).collect(Collectors.joining("; "));
        String incomplete = missing.isEmpty() ? "" : "Incomplete: " + String.join("; ", missing) + ". ";
        return capital(measured + (measured.isEmpty() ? "" : ". ") + incomplete) + "The measurement " + verdict().words
                + ".";
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
