/**
 * Trains on NVIDIA GPUs with kernels of its own. It needs the driver alone: the CUDA driver API is called through JNA, and
 * the kernels travel as PTX, which the driver compiles for the GPU it finds. {@code src/main/cuda} holds their source.
 */
@NullMarked
package io.mscale.backend.cuda;

import org.jspecify.annotations.NullMarked;
