/**
 * Tells whether the machine did something else while a cell was trained: a fixed piece of work whose rate falls when
 * processors are busy elsewhere or clock lower, and what the system counts.
 */
@NullMarked
package io.mscale.worker.disturbance;

import org.jspecify.annotations.NullMarked;
