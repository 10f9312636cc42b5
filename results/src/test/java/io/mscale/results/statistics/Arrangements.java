package io.mscale.results.statistics;

import java.util.List;
import java.util.stream.IntStream;

/** All ways in which the ranks 1 to m + n can fall to two contestants: equally likely if there is no difference. */
final class Arrangements {

    /**
     * One way.
     *
     * @param ranks how many ranks there are
     * @param ofA a bit for each rank, set if the rank is A's
     */
    record Arrangement(int ranks, int ofA) {

        double[] a() {
            return held(1);
        }

        double[] b() {
            return held(0);
        }

        /** In how many pairs A's value is the larger. */
        int u() {
            int u = 0;
            for (double x : a()) {
                for (double y : b()) {
                    u += x > y ? 1 : 0;
                }
            }
            return u;
        }

        private double[] held(int bit) {
            return IntStream.rangeClosed(1, ranks)
                    .filter(rank -> (ofA >> (rank - 1) & 1) == bit)
                    .asDoubleStream()
                    .toArray();
        }
    }

    private Arrangements() {}

    static List<Arrangement> of(int m, int n) {
        return IntStream.range(0, 1 << (m + n))
                .filter(bits -> Integer.bitCount(bits) == m)
                .mapToObj(bits -> new Arrangement(m + n, bits))
                .toList();
    }
}
