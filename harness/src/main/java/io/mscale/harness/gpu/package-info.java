/**
 * What can be found out about this machine's GPUs without loading a library: which exist, and which are visible to
 * workers. Runs the driver's {@code nvidia-smi}.
 */
@NullMarked
package io.mscale.harness.gpu;

import org.jspecify.annotations.NullMarked;
