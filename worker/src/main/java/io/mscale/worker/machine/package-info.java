/**
 * Measures the limits of this machine's processor, the two bounds of the roofline: peak arithmetic rate and memory
 * bandwidth. Runs in a separate JVM before any cell. The arithmetic kernels need an incubator module and are loaded by
 * ServiceLoader, so that a JVM without that module can still measure bandwidth.
 */
@NullMarked
package io.mscale.worker.machine;

import org.jspecify.annotations.NullMarked;
