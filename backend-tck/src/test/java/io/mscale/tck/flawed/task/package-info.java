/** A correct task, and the same with one mistake each, to show what the kit for tasks catches. */
@NullMarked
package io.mscale.tck.flawed.task;

import org.jspecify.annotations.NullMarked;
