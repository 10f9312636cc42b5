@NullMarked
package io.mscale.results.number;

import org.jspecify.annotations.NullMarked;
