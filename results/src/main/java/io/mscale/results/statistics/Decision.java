package io.mscale.results.statistics;

/** The result of comparing the times of two contestants. */
public enum Decision {
    /** There are too few forks for any result to count as evidence. */
    CANNOT_DECIDE,
    /** The first takes less time than the second. */
    FASTER,
    /** The first takes more time than the second. */
    SLOWER,
    /** No difference was shown: there is none, it is below the noise, or the forks scatter too much to show it. */
    NO_DIFFERENCE
}
