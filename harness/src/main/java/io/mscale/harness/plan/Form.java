package io.mscale.harness.plan;

import io.mscale.api.network.Variant;

/**
 * A network form that a run trains.
 *
 * @param variant the variant
 * @param setting how it is trained
 */
public record Form(Variant variant, Setting setting) {}
