/**
 * The figures of a report as SVG, for papers and READMEs, and the same drawings as PNG. A figure is a function of records
 * and of the files they name: the same bytes under every locale and on every JDK, which is why lengths of text are
 * estimated here and never measured with a machine's fonts.
 */
@NullMarked
package io.mscale.report.figure;

import org.jspecify.annotations.NullMarked;
