/**
 * The reference for all backends: the mathematics in float64 and plain loops. Knows the API only and no test library,
 * so that a worker can check a backend's parity with it.
 */
@NullMarked
package io.mscale.reference;

import org.jspecify.annotations.NullMarked;
