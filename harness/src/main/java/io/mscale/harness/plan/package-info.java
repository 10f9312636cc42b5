/** From options to the cells of a run, in training order. Writes no files. */
@NullMarked
package io.mscale.harness.plan;

import org.jspecify.annotations.NullMarked;
