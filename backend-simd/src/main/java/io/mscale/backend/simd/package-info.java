/**
 * A backend of this project's own: the fused training step of a multi-scale network in plain Java. This package lays out
 * panels and passes; the loops over vectors are in {@code vector}, met through {@link io.mscale.backend.simd.Kernels}.
 */
@NullMarked
package io.mscale.backend.simd;

import org.jspecify.annotations.NullMarked;
