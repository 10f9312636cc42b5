/**
 * The training of one cell: what is prepared before the clock starts, the loop under the clock, when the network is
 * evaluated and how its errors are computed. Knows the API only; writes through an {@code EventLog}.
 */
@NullMarked
package io.mscale.worker.training;

import org.jspecify.annotations.NullMarked;
