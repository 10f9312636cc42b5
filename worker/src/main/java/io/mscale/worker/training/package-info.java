/**
 * Training of one cell: preparation before the clock starts, the timed loop, the evaluation schedule, the errors, and
 * the event log, which survives a crash. Of backends and tasks it knows the API only.
 */
@NullMarked
package io.mscale.worker.training;

import org.jspecify.annotations.NullMarked;
