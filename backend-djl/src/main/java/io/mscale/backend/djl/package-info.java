/**
 * The DJL backend: the whole training step is a TorchScript module, written by hand and run by PyTorch through DJL's
 * native bridge, on the CPU and on CUDA devices alike. Java lays the tensors out, those of every structure in one form (a
 * {@code Branch}), and says which of the script's methods runs on which of them. Nothing outside this package sees DJL;
 * nothing here loads native code before a device is probed or a model is created.
 */
@NullMarked
package io.mscale.backend.djl;

import org.jspecify.annotations.NullMarked;
