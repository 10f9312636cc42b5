/** What the user sees during a run. */
@NullMarked
package io.mscale.harness.progress;

import org.jspecify.annotations.NullMarked;
