/**
 * Trains on NVIDIA GPUs with kernels of its own. Only the driver is required: the CUDA driver API is called through
 * JNA, and the kernels are shipped as PTX, which the driver compiles for the GPU at hand. Their source is in {@code
 * src/main/cuda}.
 */
@NullMarked
package io.mscale.backend.cuda;

import org.jspecify.annotations.NullMarked;
