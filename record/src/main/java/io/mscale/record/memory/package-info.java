/** Memory exhaustion, reported in the same words by every process. */
@NullMarked
package io.mscale.record.memory;

import org.jspecify.annotations.NullMarked;
