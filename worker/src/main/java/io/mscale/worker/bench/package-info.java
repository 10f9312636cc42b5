/**
 * JMH benchmarks over any cell's specification, and the main that measures a cell with them. The training loop does not use
 * JMH; this is for a closer look.
 */
@NullMarked
package io.mscale.worker.bench;

import org.jspecify.annotations.NullMarked;
