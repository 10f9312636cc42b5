/** What runs have trained: finding it, points to evaluate it at, and what it gives there. */
@NullMarked
package io.mscale.harness.trained;

import org.jspecify.annotations.NullMarked;
