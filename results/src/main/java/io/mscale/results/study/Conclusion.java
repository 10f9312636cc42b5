package io.mscale.results.study;

/**
 * What a study measured.
 *
 * @param sentence the numbers in words
 * @param isSupported whether they support the claim
 */
public record Conclusion(String sentence, boolean isSupported) {

    /** The sentence, followed by what it means for the claim. */
    public String inWords() {
        return sentence
                + (isSupported
                        ? " The measurement supports the claim."
                        : " The measurement contradicts the claim, at least at this size.");
    }
}
