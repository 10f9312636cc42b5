/** The command line: option classes for JCommander and the parsing of their values. Nothing is executed here. */
@NullMarked
package io.mscale.harness.cli;

import org.jspecify.annotations.NullMarked;
