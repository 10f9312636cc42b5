/**
 * Training of one cell: preparation before the clock starts, the timed loop, the evaluation schedule and the errors.
 * Knows the API only; writes through an {@code EventLog}.
 */
@NullMarked
package io.mscale.worker.training;

import org.jspecify.annotations.NullMarked;
