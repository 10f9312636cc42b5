/**
 * A history: run records kept over time as small files in a folder. Each file is written atomically, never changed, and
 * named by a digest of its content. So two histories are merged by copying one over the other, and concurrent additions
 * lose nothing.
 */
@NullMarked
package io.mscale.results.history;

import org.jspecify.annotations.NullMarked;
