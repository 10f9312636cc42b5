/** Comparisons of two runs and verdicts on them in words: console, Markdown, JSON, JUnit's XML. */
@NullMarked
package io.mscale.report.change;

import org.jspecify.annotations.NullMarked;
