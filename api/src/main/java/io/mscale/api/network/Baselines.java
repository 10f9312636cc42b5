package io.mscale.api.network;

import java.util.List;

/**
 * The numbers that the baseline variants need beside what all variants share.
 *
 * @param sigma standard deviation of the frequencies of {@link Variant#FOURIER}, in cycles per unit of x
 * @param sigmas those of the blocks of {@link Variant#MFF}
 * @param octaves the number of octaves of {@link Variant#NERF}: frequencies 1/2, 1, 2, ... cycles per unit of x
 * @param omega the factor on activations' arguments of {@link Variant#SIREN}
 */
public record Baselines(double sigma, List<Double> sigmas, int octaves, double omega) {

    /** What the publications use where they name one number: sigma 10, sigmas 1 and 10, 8 octaves, omega 30. */
    public static final Baselines PUBLISHED = new Baselines(10, List.of(1.0, 10.0), 8, 30);

    public Baselines {
        sigmas = List.copyOf(sigmas);
    }

    /**
     * The same with frequencies times {@code factor}; octaves are added, at least one is left.
     *
     * @throws IllegalArgumentException if the factor is not greater than 0
     */
    public Baselines withFrequenciesTimes(double factor) {
        if (!(factor > 0)) {
            throw new IllegalArgumentException("a factor must be greater than 0, not " + factor);
        }
        int more = (int) Math.round(Math.log(factor) / Math.log(2));
        return new Baselines(
                factor * sigma,
                sigmas.stream().map(each -> factor * each).toList(),
                Math.max(1, octaves + more),
                factor * omega);
    }
}
