/** Describes the machine for the run record. */
@NullMarked
package io.mscale.harness.machine;

import org.jspecify.annotations.NullMarked;
