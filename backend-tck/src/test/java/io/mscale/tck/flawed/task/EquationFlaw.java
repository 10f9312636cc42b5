package io.mscale.tck.flawed.task;

/** A mistake that the author of a boundary-value task might make. */
public enum EquationFlaw {
    NONE,
    SOURCE_WITHOUT_A_TERM,
    SOURCE_OF_OTHER_SIGN,
    REACTION_FORGOTTEN,
    GRADIENT_WITHOUT_CHAIN_RULE,
    DIFFUSION_GRADIENT_FORGOTTEN,
    NEGATIVE_DIFFUSION,
    COLUMNS_OF_THE_SOLUTION,
    TESTS_A_POINT_INSIDE
}
