/**
 * Worker processes: how their command line and their environment are made, where they may unpack native libraries, how they are
 * watched and stopped. The one place that builds class paths.
 */
@NullMarked
package io.mscale.harness.fork;

import org.jspecify.annotations.NullMarked;
