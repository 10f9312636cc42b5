/** The command line: options as JCommander sees them, and how their values are read. Knows words, does no work. */
@NullMarked
package io.mscale.harness.cli;

import org.jspecify.annotations.NullMarked;
