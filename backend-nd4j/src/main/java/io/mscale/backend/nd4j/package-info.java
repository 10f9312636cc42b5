/**
 * The ND4J backend: the network on native arrays, trained by ND4J's operations with a hand-written backward pass.
 * {@link io.mscale.backend.nd4j.NativeLayout} defines the parameter layout, {@link io.mscale.backend.nd4j.LayerTerms} the
 * products and {@link io.mscale.backend.nd4j.ActivationBlock} the activations; the passes are composed of these.
 * Depends on ND4J and the API only.
 */
@NullMarked
package io.mscale.backend.nd4j;

import org.jspecify.annotations.NullMarked;
