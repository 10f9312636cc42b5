package io.mscale.api.network;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;

/**
 * The numbers that the baseline variants need beside what all variants share. Fixed features see the input scaled to
 * [-1, 1], called u.
 *
 * @param sigma standard deviation of the frequencies of {@link Variant#FOURIER}, in cycles per unit of u
 * @param sigmas those of the blocks of {@link Variant#MFF}
 * @param octaves the number of octaves of {@link Variant#NERF}: frequencies 1/2, 1, 2, ... cycles per unit of u
 * @param omega the factor on activations' arguments of {@link Variant#SIREN}
 */
public record Baselines(double sigma, List<Double> sigmas, int octaves, double omega) {

    /**
     * For targets whose frequencies are not known, near the publications' numbers: sigma 5 and sigmas 0.5 and 5 (10, and 1
     * and 10 for inputs in [0, 1], which are half as long), 8 octaves (NeRF has 10 for positions, 4 for directions),
     * omega 30.
     */
    public static final Baselines PUBLISHED = new Baselines(5, List.of(0.5, 5.0), 8, 30);

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

    /**
     * For targets whose largest angular frequency is known: sigma a twentieth of it in two digits, sigmas 1 and that, and
     * all octaves below it. With much higher frequencies networks are wrong between the samples, with much lower ones they
     * do not reach the target's; the factors are from a grid on the built-in tasks (page 1 of the docs).
     *
     * @param frequency the largest angular frequency, per unit of u
     */
    public static Baselines reaching(double frequency) {
        double sigma =
                BigDecimal.valueOf(frequency / 20).round(new MathContext(2)).doubleValue();
        int octaves = (int) Math.ceil(Math.log(frequency / Math.PI) / Math.log(2));
        return new Baselines(sigma, List.of(Math.min(1, sigma / 2), sigma), Math.max(1, octaves), PUBLISHED.omega);
    }
}
