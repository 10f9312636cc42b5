package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TimeToTargetTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Repeats that reached the target after these seconds, and repeats that missed it. */
    private static List<OptionalDouble> repeats(int missed, double... seconds) {
        return Stream.concat(
                        Stream.generate(OptionalDouble::empty).limit(missed),
                        DoubleStream.of(seconds).mapToObj(OptionalDouble::of))
                .toList();
    }

    static Stream<Arguments> table() {
        return Stream.of(
                Arguments.of(repeats(0, 3), 3),
                Arguments.of(repeats(1), INFINITY),
                Arguments.of(repeats(1, 5, 3), 5),
                Arguments.of(repeats(2, 3), INFINITY),
                Arguments.of(repeats(1, 3), INFINITY),
                Arguments.of(repeats(2, 4, 8, 6), 8),
                Arguments.of(repeats(3, 4, 8, 6), INFINITY));
    }

    @ParameterizedTest
    @MethodSource("table")
    void median_someMissed_countsThemAsInfinitelyLate(List<OptionalDouble> repeats, double median) {
        assertThat(TimeToTarget.median(repeats).seconds().median()).isEqualTo(median);
    }

    @Test
    void median_someMissed_countsWhoReached() {
        TimeToTarget time = TimeToTarget.median(repeats(2, 1, 2, 3, 4, 5));
        assertThat(time.repeats()).isEqualTo(7);
        assertThat(time.reached()).isEqualTo(5);
        assertThat(time.seconds().interval().orElseThrow().lower()).isEqualTo(1);
        assertThat(time.seconds().interval().orElseThrow().upper()).isEqualTo(INFINITY);
    }

    @Test
    void median_noRepeat_isRefused() {
        assertThatThrownBy(() -> TimeToTarget.median(List.of())).isInstanceOf(IllegalArgumentException.class);
    }
}
