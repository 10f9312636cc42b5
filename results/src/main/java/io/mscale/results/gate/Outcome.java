package io.mscale.results.gate;

/** The outcome of a check or of a whole gate. */
public enum Outcome {
    /** Nothing got worse, as far as was measured. */
    PASS("passed"),
    /** There is too little evidence: too few repeats, or a missing cell. */
    UNDECIDED("cannot decide"),
    /** Something got worse. */
    REGRESSION("regression");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    @Override
    public String toString() {
        return words;
    }

    /** Returns the more severe of two outcomes. */
    Outcome and(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
