/** The program's entry point: picks the command and turns every failure into one clear line and an exit code. */
@NullMarked
package io.mscale.harness;

import org.jspecify.annotations.NullMarked;
