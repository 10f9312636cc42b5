package io.mscale.record.cell;

import org.jspecify.annotations.Nullable;

/**
 * How fast gradient descent would learn one frequency of the target at first, as the tangent kernel at the initial
 * parameters says.
 *
 * @param k the angular frequency; 0 for the constant
 * @param part the part of the domain, as text; null if all frequencies are of the same part
 * @param rate the share of what the target holds there that a step takes off, over the learning rate
 */
public record KernelRate(double k, @Nullable String part, double rate) {}
