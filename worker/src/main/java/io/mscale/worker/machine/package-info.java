/**
 * What this machine's processor can do at best: the peak of its arithmetic and the rate of its memory, the two limits of
 * the roofline. Runs in a JVM of its own, before any cell. The arithmetic itself, which needs an incubator module, is
 * met through ServiceLoader, so that a JVM without the module measures the rest.
 */
@NullMarked
package io.mscale.worker.machine;

import org.jspecify.annotations.NullMarked;
