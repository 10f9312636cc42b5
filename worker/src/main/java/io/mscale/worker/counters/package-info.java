/** What steps cost that needs no clock: the processor's instructions and allocated Java objects. */
@NullMarked
package io.mscale.worker.counters;

import org.jspecify.annotations.NullMarked;
