/** Distributions made of a part of this one. */
@NullMarked
package io.mscale.harness.packaging;

import org.jspecify.annotations.NullMarked;
