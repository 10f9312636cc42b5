/**
 * JMH benchmarks for any cell's specification, and the main class that measures a cell with them. For a closer look
 * only: the training loop does not use JMH.
 */
@NullMarked
package io.mscale.worker.bench;

import org.jspecify.annotations.NullMarked;
