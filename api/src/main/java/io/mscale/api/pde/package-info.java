/** Boundary-value problems as tasks: regions, equations with known solutions, and the samples that their losses need. */
@NullMarked
package io.mscale.api.pde;

import org.jspecify.annotations.NullMarked;
