/** Asking programs of the system. */
@NullMarked
package io.mscale.api.process;

import org.jspecify.annotations.NullMarked;
