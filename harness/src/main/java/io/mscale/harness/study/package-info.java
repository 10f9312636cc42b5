/** What each study trains. What it shows is said by {@code io.mscale.results.study}, from the records. */
@NullMarked
package io.mscale.harness.study;

import org.jspecify.annotations.NullMarked;
