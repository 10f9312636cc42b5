/** What the user sees while a run goes on. */
@NullMarked
package io.mscale.harness.progress;

import org.jspecify.annotations.NullMarked;
