/** What a standard method makes of the samples that networks were trained on: an honest yardstick beside them. */
@NullMarked
package io.mscale.harness.yardstick;

import org.jspecify.annotations.NullMarked;
