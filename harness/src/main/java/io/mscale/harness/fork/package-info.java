/**
 * Worker processes: their command line, class path and environment, where they unpack native libraries, and how they
 * are started and stopped. Class paths are built only here.
 */
@NullMarked
package io.mscale.harness.fork;

import org.jspecify.annotations.NullMarked;
