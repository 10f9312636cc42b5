package io.mscale.results.study;

/**
 * What a study measured.
 *
 * @param sentence the numbers in words
 * @param bearsOut whether they bear the claim out
 */
public record Conclusion(String sentence, boolean bearsOut) {

    /** The sentence, and what it means for the claim. */
    public String inWords() {
        return sentence
                + (bearsOut ? " This bears the claim out." : " This contradicts the claim, at least at this size.");
    }
}
