/**
 * What there is to know of this machine's graphics processors before a worker meets one: which there are, and which of them
 * workers see. Asks the driver's own program; loads no library.
 */
@NullMarked
package io.mscale.harness.gpu;

import org.jspecify.annotations.NullMarked;
