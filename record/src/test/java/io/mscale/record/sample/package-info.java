/** What the tests of this module share: records made by hand. */
@NullMarked
package io.mscale.record.sample;

import org.jspecify.annotations.NullMarked;
