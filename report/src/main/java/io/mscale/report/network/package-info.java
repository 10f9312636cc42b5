/** Networks as people draw them: what a drawing shows, and the drawing in plain text. */
@NullMarked
package io.mscale.report.network;

import org.jspecify.annotations.NullMarked;
