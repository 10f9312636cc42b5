/**
 * What can be found out about this machine and its GPUs without loading a library: which exist, and which are visible to
 * workers. Runs the driver's {@code nvidia-smi}.
 */
@NullMarked
package io.mscale.harness.machine;

import org.jspecify.annotations.NullMarked;
