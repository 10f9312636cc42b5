package io.mscale.report.table;

/** Which values of a column are better. */
public enum Better {
    LESS,
    MORE,
    /** For names, and numbers that do not say who is better. */
    NEITHER
}
