/**
 * Charts as SVG, for papers and READMEs, and the same drawings as PNG. A drawing is a function of its chart: the same bytes
 * under every locale and on every JDK, which is why lengths of text are estimated here and never measured with a machine's
 * fonts.
 */
@NullMarked
package io.mscale.report.svg;

import org.jspecify.annotations.NullMarked;
