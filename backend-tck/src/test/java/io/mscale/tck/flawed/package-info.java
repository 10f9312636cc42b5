/** A correct backend in plain loops, and the same with one mistake each, to show what the kit catches. */
@NullMarked
package io.mscale.tck.flawed;

import org.jspecify.annotations.NullMarked;
