/**
 * Charts as SVG, for papers and READMEs, and the same drawings as PNG. A drawing depends on its chart only: the same
 * bytes under every locale and on every JDK, which is why text widths are estimated instead of measured with the
 * machine's fonts.
 */
@NullMarked
package io.mscale.report.svg;

import org.jspecify.annotations.NullMarked;
