package io.mscale.report.figure;

/**
 * A drawing.
 *
 * @param name what its file is called, without an extension: lower-case ASCII letters, digits and hyphens
 * @param svg an SVG document without scripts, styles, ids or references, so that it can also stand inside HTML
 */
public record Figure(String name, String svg) {}
