/**
 * The ND4J backend: the same network over native arrays, trained by ND4J's operations with a hand-written backward pass.
 * {@link io.mscale.backend.nd4j.NativeLayout} says how the parameters lie, {@link io.mscale.backend.nd4j.Term} what a product
 * is, {@link io.mscale.backend.nd4j.ActivationOps} what an activation is; the passes are made of these. May touch ND4J and the
 * API, nothing else of the project.
 */
@NullMarked
package io.mscale.backend.nd4j;

import org.jspecify.annotations.NullMarked;
