/**
 * The same training written in DJL the straightforward way, as a yardstick for the backend's own step. It is not a
 * provider: users cannot select it; tests and comparisons create it directly.
 */
@NullMarked
package io.mscale.backend.djl.baseline;

import org.jspecify.annotations.NullMarked;
