/** What the tests of this module share: records made by hand. */
@NullMarked
package io.mscale.results;

import org.jspecify.annotations.NullMarked;
