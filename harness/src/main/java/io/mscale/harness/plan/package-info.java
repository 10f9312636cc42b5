/** From options to the cells of a run, in the order in which they are trained. Touches no file. */
@NullMarked
package io.mscale.harness.plan;

import org.jspecify.annotations.NullMarked;
