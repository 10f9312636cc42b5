/**
 * The DJL backend: the whole training step is a hand-written TorchScript module, run by PyTorch through DJL's native
 * bridge on CPUs and CUDA devices alike. Java lays out the tensors, in one form for all network structures (a {@code
 * Branch}), and decides which of the script's methods runs on which of them. Nothing outside this package depends on
 * DJL, and nothing here loads native code before a device is probed or a model is created.
 */
@NullMarked
package io.mscale.backend.djl;

import org.jspecify.annotations.NullMarked;
