package io.mscale.harness.yardstick;

import java.util.Arrays;
import java.util.Comparator;

/**
 * Points, arranged so that those nearest to another are found without looking at all of them. Every part of {@code order} is
 * split at its middle, along the axis in which it is widest; a part of {@link #LEAF} points or fewer is searched whole.
 */
final class KdTree {

    private static final int LEAF = 12;

    private final double[][] points;
    private final Integer[] order;
    /** The axis along which the part with that middle is split. */
    private final int[] axes;

    KdTree(double[][] points) {
        this.points = points;
        order = new Integer[points.length];
        Arrays.setAll(order, i -> i);
        axes = new int[points.length];
        split(0, points.length);
    }

    static double squaredDistance(double[] a, double[] b) {
        double sum = 0;
        for (int axis = 0; axis < a.length; axis++) {
            sum += (a[axis] - b[axis]) * (a[axis] - b[axis]);
        }
        return sum;
    }

    private void split(int from, int to) {
        if (to - from <= LEAF) {
            return;
        }
        int axis = widest(from, to);
        Arrays.sort(order, from, to, Comparator.comparingDouble(i -> points[i][axis]));
        int middle = (from + to) >>> 1;
        axes[middle] = axis;
        split(from, middle);
        split(middle + 1, to);
    }

    private int widest(int from, int to) {
        int widest = 0;
        double width = -1;
        for (int axis = 0; axis < points[0].length; axis++) {
            double least = Double.POSITIVE_INFINITY;
            double greatest = Double.NEGATIVE_INFINITY;
            for (int i = from; i < to; i++) {
                double coordinate = points[order[i]][axis];
                least = Math.min(least, coordinate);
                greatest = Math.max(greatest, coordinate);
            }
            if (greatest - least > width) {
                width = greatest - least;
                widest = axis;
            }
        }
        return widest;
    }

    /** The indices of the {@code count} points nearest to {@code x}, or of all if there are fewer, nearest first. */
    int[] nearest(double[] x, int count) {
        Search search = new Search(x, Math.min(count, points.length));
        search.visit(0, points.length);
        return search.found;
    }

    /** The nearest points seen so far, in ascending order of their distance. */
    private final class Search {

        private final double[] x;
        private final int[] found;
        private final double[] squared;

        Search(double[] x, int count) {
            this.x = x;
            found = new int[count];
            squared = new double[count];
            Arrays.fill(squared, Double.POSITIVE_INFINITY);
        }

        void visit(int from, int to) {
            if (to - from <= LEAF) {
                for (int i = from; i < to; i++) {
                    offer(order[i]);
                }
                return;
            }
            int middle = (from + to) >>> 1;
            int axis = axes[middle];
            double beyond = x[axis] - points[order[middle]][axis];
            offer(order[middle]);
            if (beyond < 0) {
                visit(from, middle);
            } else {
                visit(middle + 1, to);
            }
            if (beyond * beyond <= squared[squared.length - 1]) {
                if (beyond < 0) {
                    visit(middle + 1, to);
                } else {
                    visit(from, middle);
                }
            }
        }

        private void offer(int point) {
            double distance = squaredDistance(points[point], x);
            int place = squared.length - 1;
            if (distance >= squared[place]) {
                return;
            }
            for (; place > 0 && squared[place - 1] > distance; place--) {
                squared[place] = squared[place - 1];
                found[place] = found[place - 1];
            }
            squared[place] = distance;
            found[place] = point;
        }
    }
}
