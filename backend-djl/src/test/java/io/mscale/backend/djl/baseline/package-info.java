/** Tests of the yardstick, and the program that compares the backend with it. */
@NullMarked
package io.mscale.backend.djl.baseline;

import org.jspecify.annotations.NullMarked;
