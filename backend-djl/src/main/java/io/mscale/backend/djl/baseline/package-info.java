/**
 * The same training written the obvious way in DJL, as the yardstick for the backend's own step. No provider: users cannot
 * choose it, tests and comparisons create it.
 */
@NullMarked
package io.mscale.backend.djl.baseline;

import org.jspecify.annotations.NullMarked;
