/** The program {@code git}, as far as commands of the harness ask it. */
@NullMarked
package io.mscale.harness.git;

import org.jspecify.annotations.NullMarked;
