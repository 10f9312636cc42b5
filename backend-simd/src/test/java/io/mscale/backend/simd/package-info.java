@NullMarked
package io.mscale.backend.simd;

import org.jspecify.annotations.NullMarked;
