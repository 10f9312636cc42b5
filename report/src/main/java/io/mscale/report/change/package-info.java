/** Comparisons of two runs and verdicts on them, as console text, Markdown, JSON and JUnit XML. */
@NullMarked
package io.mscale.report.change;

import org.jspecify.annotations.NullMarked;
