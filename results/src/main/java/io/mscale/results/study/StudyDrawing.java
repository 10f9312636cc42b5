package io.mscale.results.study;

/** Content of a study's figure. */
public enum StudyDrawing {
    /** The test error of every form over the steps. */
    TEST_ERRORS,
    /** The relative error of every frequency over the steps. */
    FREQUENCIES,
    /** The final errors over the largest scale. */
    LARGEST_SCALES
}
