/** Tests of the packaged distribution, run as a user would: a process, its exit code, what it prints, what it writes. */
@NullMarked
package io.mscale.harness.endtoend;

import org.jspecify.annotations.NullMarked;
