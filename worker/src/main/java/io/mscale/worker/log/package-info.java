/** The worker's output: the event log, which survives a crash, and the memory use reported by the system. */
@NullMarked
package io.mscale.worker.log;

import org.jspecify.annotations.NullMarked;
