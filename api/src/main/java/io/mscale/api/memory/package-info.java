/** Memory that ran out: what is said of it, the same in every process. Uses nothing else of the API. */
@NullMarked
package io.mscale.api.memory;

import org.jspecify.annotations.NullMarked;
