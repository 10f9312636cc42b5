/** Asks this machine what it is, for the record. */
@NullMarked
package io.mscale.harness.machine;

import org.jspecify.annotations.NullMarked;
