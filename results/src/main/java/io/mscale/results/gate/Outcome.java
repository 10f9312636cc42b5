package io.mscale.results.gate;

/** What a check, or a gate, comes to. */
public enum Outcome {
    /** Nothing got worse, as far as was measured. */
    PASS("passed"),
    /** There is too little to go by: repeats, or a cell. */
    UNDECIDED("cannot decide"),
    /** Something got worse. */
    REGRESSION("regression");

    private final String words;

    Outcome(String words) {
        this.words = words;
    }

    /** In words. */
    @Override
    public String toString() {
        return words;
    }

    /** The graver of two. */
    Outcome and(Outcome other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
