/** How a network is trained: the loss, the optimiser, and which samples each step sees. */
@NullMarked
package io.mscale.api.training;

import org.jspecify.annotations.NullMarked;
