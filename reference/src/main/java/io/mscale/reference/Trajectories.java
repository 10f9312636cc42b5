package io.mscale.reference;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/**
 * Losses of the reference's first steps from one start, as they are and displaced ({@link ErrorGrowth}). Trajectories do
 * not depend on one another, so each is computed by a thread of its own, unless the copies of a large network would take
 * much memory at once.
 */
final class Trajectories {

    /** Parameters of a network whose copies, with gradients and moments, take some ten megabytes a thread. */
    private static final int MOST_SIDE_BY_SIDE = 1 << 18;

    private final Supplier<ReferenceModel> start;
    private final double displacement;
    private final Executor threads;
    private final double[] losses;
    private final double[] magnitudes;
    private final List<double[]> alike;

    /**
     * Computes the losses, and those with all neurons displaced alike, upwards and downwards.
     *
     * @param start makes a model before its first step
     * @param parameters how many the model has
     */
    Trajectories(Supplier<ReferenceModel> start, int parameters, double displacement, int steps) {
        this.start = start;
        this.displacement = displacement;
        this.threads = parameters <= MOST_SIDE_BY_SIDE ? work -> new Thread(work, "reference").start() : Runnable::run;
        this.magnitudes = new double[steps];
        CompletableFuture<double[]> plain = CompletableFuture.supplyAsync(() -> plain(steps), threads);
        this.alike = opposite(new long[steps]);
        this.losses = result(plain);
    }

    /** The losses as they are. */
    double[] losses() {
        return losses.clone();
    }

    /** What errors of the losses are relative to. */
    double[] magnitudes() {
        return magnitudes.clone();
    }

    /** The size of the displacements, relative to what is displaced. */
    double displacement() {
        return displacement;
    }

    /** The largest relative change of a loss with all neurons displaced alike. */
    double changeAlike() {
        return largestChange(alike);
    }

    /**
     * The largest relative change of a loss in two opposite trajectories.
     *
     * @param downwards what is displaced downwards in the first and upwards in the second, for every step
     */
    double change(long[] downwards) {
        return largestChange(opposite(downwards));
    }

    private List<double[]> opposite(long[] downwards) {
        return LongStream.of(ErrorGrowth.ALL_UPWARDS, ErrorGrowth.ALL_DOWNWARDS)
                .mapToObj(opposite -> CompletableFuture.supplyAsync(() -> displaced(downwards, opposite), threads))
                .toList()
                .stream()
                .map(Trajectories::result)
                .toList();
    }

    /** Waits for a trajectory; what ended it is thrown as it is. */
    private static double[] result(CompletableFuture<double[]> trajectory) {
        try {
            return trajectory.join();
        } catch (CompletionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }

    private double[] plain(int steps) {
        ReferenceModel model = start.get();
        double[] plain = new double[steps];
        for (int step = 0; step < steps; step++) {
            plain[step] = model.step();
            magnitudes[step] = model.magnitude();
        }
        return plain;
    }

    private double[] displaced(long[] downwards, long opposite) {
        ReferenceModel model = start.get();
        double[] displaced = new double[downwards.length];
        for (int step = 0; step < displaced.length; step++) {
            model.displace(displacement, downwards[step] ^ opposite);
            displaced[step] = model.step();
        }
        return displaced;
    }

    private double largestChange(List<double[]> displaced) {
        double change = 0;
        for (double[] each : displaced) {
            change = Math.max(change, ErrorGrowth.largestRelativeError(each, losses, magnitudes));
        }
        return change;
    }
}
