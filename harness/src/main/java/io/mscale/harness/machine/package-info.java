/**
 * This machine as the run's record describes it, how quiet it is, and which of its GPUs workers see. Loads no library; runs
 * the driver's {@code nvidia-smi}.
 */
@NullMarked
package io.mscale.harness.machine;

import org.jspecify.annotations.NullMarked;
