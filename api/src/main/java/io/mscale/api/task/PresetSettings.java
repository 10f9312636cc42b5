package io.mscale.api.task;

import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.training.Adam;
import java.util.List;

/**
 * What a task trains under a preset, wherever the user does not say otherwise.
 *
 * @param hiddenWidths neurons of each hidden layer, first to last
 * @param scales the first layer's scales in multi-scale variants
 * @param subnetScales the scales of subnetworks, of which there can be no more than neurons in the narrowest layer
 * @param baselines numbers of the baseline variants
 * @param firstActivation the first hidden layer's activation
 * @param activation the other hidden layers' activation
 * @param initialization where the parameters start
 * @param trainSize training samples
 * @param testSize test samples
 * @param batchSize samples per step; at least {@code trainSize} means full batch
 * @param adam the optimiser
 * @param steps optimiser steps
 */
public record PresetSettings(
        List<Integer> hiddenWidths,
        Scales scales,
        Scales subnetScales,
        Baselines baselines,
        ActivationPattern firstActivation,
        ActivationPattern activation,
        Initialization initialization,
        int trainSize,
        int testSize,
        int batchSize,
        Adam adam,
        int steps) {

    public PresetSettings {
        hiddenWidths = List.copyOf(hiddenWidths);
    }

    /**
     * Settings with subnetworks of scales 1, 2, 4, ..., 128, the baselines' published numbers, and an {@link Adam}.
     *
     * @param learningRate Adam's learning rate at the first step
     * @param decay share of the learning rate lost per step
     */
    public PresetSettings(
            List<Integer> hiddenWidths,
            Scales scales,
            ActivationPattern firstActivation,
            ActivationPattern activation,
            Initialization initialization,
            int trainSize,
            int testSize,
            int batchSize,
            double learningRate,
            double decay,
            int steps) {
        this(
                hiddenWidths,
                scales,
                new Scales.PowersOfTwo(8),
                Baselines.PUBLISHED,
                firstActivation,
                activation,
                initialization,
                trainSize,
                testSize,
                batchSize,
                Adam.withDefaults(learningRate, decay),
                steps);
    }
}
