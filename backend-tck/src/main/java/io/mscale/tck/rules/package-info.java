/**
 * The numbered rules: 1xx the provider, 2xx forward pass, gradient, structures and activations, 3xx training, 4xx
 * state and arguments, 5xx resources, 6xx optional capabilities. Each rule is a test method whose name states the
 * requirement; results are compared with {@link io.mscale.reference.ReferenceModel}, within
 * {@link io.mscale.reference.Tolerance}.
 */
@NullMarked
package io.mscale.tck.rules;

import org.jspecify.annotations.NullMarked;
