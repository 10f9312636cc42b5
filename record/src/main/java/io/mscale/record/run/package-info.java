/** A run: its record, its folder, and the machine it ran on. */
@NullMarked
package io.mscale.record.run;

import org.jspecify.annotations.NullMarked;
