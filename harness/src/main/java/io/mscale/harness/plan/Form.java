package io.mscale.harness.plan;

import io.mscale.api.network.Variant;

/**
 * A network form that a run trains.
 *
 * @param variant the variant
 * @param setting the choices to train it with
 */
public record Form(Variant variant, Setting setting) {}
