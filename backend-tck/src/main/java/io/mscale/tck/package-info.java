/**
 * The conformance kit. A backend's test extends {@link io.mscale.tck.MscaleBackendTck}; outside a build,
 * {@link io.mscale.tck.TckMain} runs the same rules on a backend found on the class path. Knows the API, JUnit and AssertJ,
 * never a backend.
 */
@NullMarked
package io.mscale.tck;

import org.jspecify.annotations.NullMarked;
