package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AllOrdersTest {

    /** Two sets of values far from each other: only the orders with one of them first part as well. */
    @ParameterizedTest
    @CsvSource({"7, 5, 792", "8, 4, 495", "6, 6, 924", "4, 4, 70"})
    void midP_perfectParting_isOneOfAllWaysToPartThem(int before, int after, int ways) {
        double[] values = IntStream.range(0, before + after)
                .mapToDouble(i -> (i < before ? 0 : 1000) + Math.sin(i))
                .toArray();

        assertThat(new AllOrders(values, 4).midP()).isEqualTo(1.0 / ways, within(1e-12));
    }

    @Test
    void midP_anyValues_isTheShareOfRandomOrders() {
        SplittableRandom random = new SplittableRandom(1);
        for (int round = 0; round < 5; round++) {
            double[] values = random.doubles(11).map(x -> Math.rint(10 * x)).toArray();
            EnergyScan scan = new EnergyScan(values, 4);
            int[] places = IntStream.range(0, values.length).toArray();
            double statistic = scan.best(places, 0, places.length).statistic();
            double matching = 0;
            int orders = 20_000;
            for (int i = 0; i < orders; i++) {
                for (int j = places.length - 1; j > 0; j--) {
                    int other = random.nextInt(j + 1);
                    int kept = places[j];
                    places[j] = places[other];
                    places[other] = kept;
                }
                double difference = scan.best(places, 0, places.length).statistic() - statistic;
                matching += Math.abs(difference) < 1e-9 ? 0.5 : difference > 0 ? 1 : 0;
            }

            assertThat(new AllOrders(values, 4).midP()).isEqualTo(matching / orders, within(0.015));
        }
    }

    @Test
    void midP_equalValues_isHalf() {
        assertThat(new AllOrders(new double[10], 4).midP()).isEqualTo(0.5, within(1e-12));
    }
}
