package io.mscale.report.table;

/** Which values of a column are better. */
public enum Better {
    LESS,
    MORE,
    /** Names, and numbers that say nothing about who is better. */
    NEITHER
}
