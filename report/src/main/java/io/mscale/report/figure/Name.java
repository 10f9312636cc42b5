package io.mscale.report.figure;

/**
 * What a legend calls an entry, on one line.
 *
 * @param beginning may be cut where there is no room
 * @param ending tells entries with the same beginning apart
 */
record Name(String beginning, String ending) {}
