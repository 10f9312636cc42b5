/** Trained networks in the formats of other programs: ONNX, safetensors, and NumPy's NPZ. */
@NullMarked
package io.mscale.harness.export;

import org.jspecify.annotations.NullMarked;
