/**
 * The rules for tasks, by their numbers: interfaces whose default methods are tests, which {@link io.mscale.tck.MscaleTaskTck}
 * puts together. They see a task as a run does: configured first, then given a seed.
 */
@NullMarked
package io.mscale.tck.task;

import org.jspecify.annotations.NullMarked;
