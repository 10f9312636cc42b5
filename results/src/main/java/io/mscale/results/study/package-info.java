/**
 * What studies come to: for each claim of the chapter, the sentence with the numbers that were measured, and whether they
 * bear the claim out. Made from records alone, so that {@code report} can say it again.
 */
@NullMarked
package io.mscale.results.study;

import org.jspecify.annotations.NullMarked;
