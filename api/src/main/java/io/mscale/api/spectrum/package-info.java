/** The frequencies that a data set holds, and the scales that a network needs for them. */
@NullMarked
package io.mscale.api.spectrum;

import org.jspecify.annotations.NullMarked;
