/** Atomic file writes, digests, and NumPy arrays. */
@NullMarked
package io.mscale.record.file;

import org.jspecify.annotations.NullMarked;
