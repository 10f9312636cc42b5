/** The command line: what a command is, options that several commands share, and the parsing of their values. */
@NullMarked
package io.mscale.harness.cli;

import org.jspecify.annotations.NullMarked;
