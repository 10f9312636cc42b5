/** Boundary-value problems with known solutions, found by ServiceLoader as the other tasks are. */
@NullMarked
package io.mscale.tasks.pde;

import org.jspecify.annotations.NullMarked;
