/** The work of one optimiser step: operations and memory traffic, counted from the network's shape. */
@NullMarked
package io.mscale.record.work;

import org.jspecify.annotations.NullMarked;
