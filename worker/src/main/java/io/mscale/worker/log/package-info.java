/** What a worker leaves behind: the event log that survives a crash, and the figures the system keeps of the process. */
@NullMarked
package io.mscale.worker.log;

import org.jspecify.annotations.NullMarked;
