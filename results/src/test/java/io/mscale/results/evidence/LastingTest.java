package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord.CurvePoint;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LastingTest {

    @Test
    void step_crossedOnce_isTheCrossing() {
        assertThat(Lasting.step(curve(4, 2, 0.5, 0.4), LastingTest::isBelowOne)).hasValue(20);
    }

    @Test
    void step_leftAndCameBack_isTheLastCrossing() {
        assertThat(Lasting.step(curve(4, 0.5, 2, 0.4, 0.3), LastingTest::isBelowOne))
                .hasValue(30);
    }

    @Test
    void step_leftForGood_isEmpty() {
        assertThat(Lasting.step(curve(4, 0.5, 0.4, 2), LastingTest::isBelowOne)).isEmpty();
    }

    @Test
    void step_trueFromTheStart_isTheFirstEvaluation() {
        assertThat(Lasting.step(curve(0.5, 0.4), LastingTest::isBelowOne)).hasValue(0);
    }

    @Test
    void step_noCurve_isEmpty() {
        assertThat(Lasting.step(List.of(), LastingTest::isBelowOne)).isEqualTo(OptionalInt.empty());
    }

    private static boolean isBelowOne(CurvePoint point) {
        return point.testMse() != null && point.testMse() < 1;
    }

    /** Evaluations every 10 steps. */
    private static List<CurvePoint> curve(double... testMse) {
        return IntStream.range(0, testMse.length)
                .mapToObj(i -> new CurvePoint(10 * i, i, testMse[i], testMse[i], List.of()))
                .toList();
    }
}
