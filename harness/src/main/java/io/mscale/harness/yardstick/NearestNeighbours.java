package io.mscale.harness.yardstick;

/** The nearest points' mean, weighted by the inverse square of their distance. */
final class NearestNeighbours implements ClassicalMethod {

    private static final int NEIGHBOURS = 8;

    private final DistinctSamples samples;
    private final KdTree tree;

    NearestNeighbours(DistinctSamples samples) {
        this.samples = samples;
        this.tree = new KdTree(samples.x());
    }

    @Override
    public String name() {
        return "nearest neighbours";
    }

    @Override
    public double[] at(double[] x) {
        return mean(samples, tree.nearest(x, NEIGHBOURS), x);
    }

    /** The mean over {@code neighbours}, nearest first; at a sample's own point its values. */
    static double[] mean(DistinctSamples samples, int[] neighbours, double[] x) {
        double[] mean = new double[samples.outputs()];
        double total = 0;
        for (int neighbour : neighbours) {
            double squared = KdTree.squaredDistance(samples.x()[neighbour], x);
            if (squared == 0) {
                return samples.y()[neighbour].clone();
            }
            total += 1 / squared;
            for (int output = 0; output < mean.length; output++) {
                mean[output] += samples.y()[neighbour][output] / squared;
            }
        }
        for (int output = 0; output < mean.length; output++) {
            mean[output] /= total;
        }
        return mean;
    }
}
