/** What is fitted. A task is found by {@link java.util.ServiceLoader} under {@link io.mscale.api.task.FittingTask}. */
@NullMarked
package io.mscale.api.task;

import org.jspecify.annotations.NullMarked;
