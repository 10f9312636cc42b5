package io.mscale.api.network;

/** How often a function can be differentiated with a continuous result; from rough to smooth. */
public enum Smoothness {
    /** C0: the derivative jumps. */
    CONTINUOUS("only continuous (C0)"),
    /** C1: the second derivative jumps. */
    ONCE("once continuously differentiable (C1)"),
    /** C2: the third derivative jumps. */
    TWICE("twice continuously differentiable (C2)"),
    /** All derivatives exist. */
    SMOOTH("smooth");

    private final String words;

    Smoothness(String words) {
        this.words = words;
    }

    /** In words that follow "is". */
    public String words() {
        return words;
    }
}
