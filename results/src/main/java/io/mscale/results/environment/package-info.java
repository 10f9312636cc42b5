/** Asks this machine what it is, for the record. */
@NullMarked
package io.mscale.results.environment;

import org.jspecify.annotations.NullMarked;
