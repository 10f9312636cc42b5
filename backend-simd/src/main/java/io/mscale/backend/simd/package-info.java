/**
 * The project's own backend: the fused training step of a multi-scale network in plain Java. This package contains
 * the panel layout and the passes; the vector loops are in {@code vector}, behind
 * {@link io.mscale.backend.simd.Kernels}.
 */
@NullMarked
package io.mscale.backend.simd;

import org.jspecify.annotations.NullMarked;
