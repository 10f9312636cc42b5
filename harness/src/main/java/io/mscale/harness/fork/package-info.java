/**
 * Worker processes: how their command line is built, how they are watched and stopped. The one place that builds class
 * paths.
 */
@NullMarked
package io.mscale.harness.fork;

import org.jspecify.annotations.NullMarked;
