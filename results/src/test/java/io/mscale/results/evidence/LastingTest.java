package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord.CurvePoint;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastingTest {

    private static final Predicate<CurvePoint> BELOW_ONE = point -> point.testMse() != null && point.testMse() < 1;

    @Test
    void step_crossedOnce_isTheCrossing() {
        assertThat(Lasting.step(curve(4, 2, 0.5, 0.4), BELOW_ONE)).hasValue(20);
    }

    @Test
    void step_leftAndCameBack_isTheLastCrossing() {
        assertThat(Lasting.step(curve(4, 0.5, 2, 0.4, 0.3), BELOW_ONE)).hasValue(30);
    }

    @Test
    void step_leftForGood_isEmpty() {
        assertThat(Lasting.step(curve(4, 0.5, 0.4, 2), BELOW_ONE)).isEmpty();
    }

    @Test
    void step_trueFromTheStart_isTheFirstEvaluation() {
        assertThat(Lasting.step(curve(0.5, 0.4), BELOW_ONE)).hasValue(0);
    }

    @Test
    void step_noCurve_isEmpty() {
        assertThat(Lasting.step(List.of(), BELOW_ONE)).isEqualTo(OptionalInt.empty());
    }

    /** Evaluations every 10 steps. */
    private static List<CurvePoint> curve(double... testMse) {
        return IntStream.range(0, testMse.length)
                .mapToObj(i -> new CurvePoint(10 * i, i, testMse[i], testMse[i], List.of()))
                .toList();
    }
}
