/**
 * The mathematics every backend is held against, in float64 and in plain loops. Knows the API only: no test library, so
 * that a worker can check a backend's parity with it.
 */
@NullMarked
package io.mscale.reference;

import org.jspecify.annotations.NullMarked;
