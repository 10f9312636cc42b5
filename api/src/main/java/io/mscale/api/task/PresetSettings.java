package io.mscale.api.task;

import static java.util.Objects.requireNonNull;

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
        hiddenWidths = List.copyOf(requireNonNull(hiddenWidths, "hiddenWidths is null"));
        requireNonNull(scales, "scales is null");
        requireNonNull(subnetScales, "subnetScales is null");
        requireNonNull(baselines, "baselines is null");
        requireNonNull(firstActivation, "firstActivation is null");
        requireNonNull(activation, "activation is null");
        requireNonNull(initialization, "initialization is null");
        requireNonNull(adam, "adam is null");
        if (hiddenWidths.isEmpty() || hiddenWidths.stream().anyMatch(width -> width < 1)) {
            throw new IllegalArgumentException("hiddenWidths is " + hiddenWidths + "; each of them is at least 1");
        }
        requirePositive("trainSize", trainSize);
        requirePositive("testSize", testSize);
        requirePositive("batchSize", batchSize);
        requirePositive("steps", steps);
    }

    /** The same settings with other numbers of the baseline variants. */
    public PresetSettings withBaselines(Baselines other) {
        return new PresetSettings(
                hiddenWidths,
                scales,
                subnetScales,
                other,
                firstActivation,
                activation,
                initialization,
                trainSize,
                testSize,
                batchSize,
                adam,
                steps);
    }

    private static void requirePositive(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " is " + value + "; at least 1 is needed");
        }
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
