@NullMarked
package io.mscale.backend.simd.vector;

import org.jspecify.annotations.NullMarked;
