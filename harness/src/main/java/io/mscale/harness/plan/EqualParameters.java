package io.mscale.harness.plan;

import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Finds the hidden widths with which a network has as many trained parameters as another. */
final class EqualParameters {

    private EqualParameters() {}

    /** The number of parameters that the optimiser changes. */
    static int count(NetworkSpec network) {
        return ParameterLayout.of(network).trainableSize();
    }

    /**
     * The number that the optimiser changes in the networks of so many rounds together, each of this shape.
     *
     * @throws IllegalArgumentException if there are more than can be counted
     */
    static int count(NetworkSpec network, int rounds) {
        long all = (long) rounds * count(network);
        if (all > Integer.MAX_VALUE) {
            throw new IllegalArgumentException("hidden widths " + network.hiddenWidths() + " give more than "
                    + Integer.MAX_VALUE + " parameters in " + rounds + " rounds");
        }
        return (int) all;
    }

    /**
     * The widths whose network comes closest to the wanted number of parameters. All layers but the first are widened or
     * narrowed by the same factor, so that the first keeps its scales or features; if there is only one layer, it is.
     *
     * @param widths the hidden widths to start from, of which {@code network} makes a network
     * @param network the network with given hidden widths; it refuses those that are too small for it
     */
    static List<Integer> widths(List<Integer> widths, int wanted, Function<List<Integer>, NetworkSpec> network) {
        int first = Math.min(1, widths.size() - 1);
        int above = widths.get(first);
        int start = count(network.apply(widths));
        if (start == wanted) {
            return widths;
        }
        // Bisection between a number of neurons that is too small, or none, and one that is large enough.
        int below = start < wanted ? above : 0;
        while (start < wanted && count(network.apply(scaled(widths, first, above))) < wanted) {
            if (count(network.apply(scaled(widths, first, 2 * above))) == start) {
                return widths; // a width that the variant itself decides
            }
            below = above;
            above = Math.multiplyExact(2, above);
        }
        while (above - below > 1) {
            int middle = below + (above - below) / 2;
            boolean isEnough = attempt(scaled(widths, first, middle), network)
                    .map(made -> count(made) >= wanted)
                    .orElse(false);
            if (isEnough) {
                above = middle;
            } else {
                below = middle;
            }
        }
        List<Integer> larger = scaled(widths, first, above);
        List<Integer> smaller = scaled(widths, first, Math.max(1, below));
        int excess = count(network.apply(larger)) - wanted;
        boolean isSmallerCloser = attempt(smaller, network)
                .map(made -> Math.abs(wanted - count(made)) < excess)
                .orElse(false);
        return isSmallerCloser ? smaller : larger;
    }

    /** The widths with layer {@code first} as wide as asked, those behind it in proportion, at least one neuron each. */
    private static List<Integer> scaled(List<Integer> widths, int first, int neurons) {
        return IntStream.range(0, widths.size())
                .mapToObj(layer -> layer < first
                        ? widths.get(layer)
                        : Integer.valueOf((int)
                                Math.max(1, Math.round((double) widths.get(layer) * neurons / widths.get(first)))))
                .toList();
    }

    private static Optional<NetworkSpec> attempt(List<Integer> widths, Function<List<Integer>, NetworkSpec> network) {
        try {
            return Optional.of(network.apply(widths));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // too few neurons for the scales
        }
    }
}
