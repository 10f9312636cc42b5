/** The commands, one class each. */
@NullMarked
package io.mscale.harness.command;

import org.jspecify.annotations.NullMarked;
