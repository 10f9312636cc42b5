package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.results.statistics.PerformanceProfile.Point;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PerformanceProfileTest {

    private static final double INFINITY = Double.POSITIVE_INFINITY;

    /** Best times 1, 2, 4, none: factors of "first" are 1, 1, 2, none, of "second" 2, none, 1, none. */
    private static Map<String, List<Point>> profile() {
        Map<String, Map<String, Double>> seconds = new LinkedHashMap<>();
        seconds.put("second", Map.of("t1", 2.0, "t2", INFINITY, "t3", 4.0, "t4", INFINITY));
        seconds.put("first", Map.of("t1", 1.0, "t2", 2.0, "t3", 8.0));
        return PerformanceProfile.of(seconds).curves();
    }

    @Test
    void of_severalTasks_risesAtTheFactors() {
        assertThat(profile().get("first")).containsExactly(new Point(1, 0.5), new Point(2, 0.75));
        assertThat(profile().get("second")).containsExactly(new Point(1, 0.25), new Point(2, 0.5));
    }

    @Test
    void of_severalContestants_keepsTheirOrder() {
        assertThat(profile().keySet()).containsExactly("second", "first");
    }

    @Test
    void of_neverTheBest_beginsAtZero() {
        Map<String, Map<String, Double>> seconds =
                Map.of("fast", Map.of("t1", 1.0, "t2", 1.0), "slow", Map.of("t1", 3.0, "t2", 3.0));
        assertThat(PerformanceProfile.of(seconds).curves().get("slow"))
                .containsExactly(new Point(1, 0), new Point(3, 1));
    }

    @Test
    void of_nothingSolved_staysAtZero() {
        Map<String, Map<String, Double>> seconds = Map.of("a", Map.of("t1", INFINITY), "b", Map.of());
        assertThat(PerformanceProfile.of(seconds).curves().get("a")).containsExactly(new Point(1, 0));
        assertThat(PerformanceProfile.of(seconds).curves().get("b")).containsExactly(new Point(1, 0));
    }

    @Test
    void of_equalTimes_areBothTheBest() {
        Map<String, Map<String, Double>> seconds = Map.of("a", Map.of("t", 0.1), "b", Map.of("t", 0.1));
        assertThat(PerformanceProfile.of(seconds).curves().values())
                .allSatisfy(curve -> assertThat(curve).containsExactly(new Point(1, 1)));
    }

    @Test
    void of_noTask_isRefused() {
        assertThatThrownBy(() -> PerformanceProfile.of(Map.of("a", Map.of())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("at least one task");
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, -1, Double.NaN})
    void of_noDuration_isRefusedByName(double seconds) {
        assertThatThrownBy(() -> PerformanceProfile.of(Map.of("a", Map.of("t", seconds))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a on t: " + seconds + " is not a positive duration");
    }
}
