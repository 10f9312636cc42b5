package io.mscale.results.statistics;

/** What a comparison of two contestants' times comes to. */
public enum Decision {
    /** There are too few forks for any outcome to count as evidence. */
    CANNOT_DECIDE,
    /** The first takes less time than the second. */
    FASTER,
    /** The first takes more time than the second. */
    SLOWER,
    /** None was shown: there is none, or it is smaller than the noise, or the forks scatter too much to show it. */
    NO_DIFFERENCE
}
