/** What each study trains; {@code io.mscale.results.study} evaluates it from the records. */
@NullMarked
package io.mscale.harness.study;

import org.jspecify.annotations.NullMarked;
