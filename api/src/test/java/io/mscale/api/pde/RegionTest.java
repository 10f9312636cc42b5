package io.mscale.api.pde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Domain;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RegionTest {

    private static final Region INTERVAL = new Region(Domain.interval(-1, 2));
    private static final Region BOX = new Region(new Domain(List.of(0.0, 0.0, 0.0), List.of(1.0, 2.0, 3.0)));
    private static final Region HOLED = new Region(
            Domain.cube(2, -1, 1), List.of(new Ball(List.of(0.5, 0.5), 0.3), new Ball(List.of(-0.4, 0.0), 0.2)));

    @Test
    void measures_areThoseOfGeometry() {
        assertThat(INTERVAL.measure()).isEqualTo(3);
        assertThat(INTERVAL.boundaryMeasure()).isEqualTo(2);
        assertThat(BOX.measure()).isEqualTo(6);
        assertThat(BOX.boundaryMeasure()).isEqualTo(2 * (6 + 3 + 2));
        assertThat(HOLED.measure()).isCloseTo(4 - Math.PI * 0.13, within(1e-12));
        assertThat(HOLED.boundaryMeasure()).isCloseTo(8 + Math.PI, within(1e-12));
    }

    @Test
    void contains_pointInAHole_isOutsideAndItsCircleBelongsToTheRegion() {
        assertThat(HOLED.contains(new double[] {0.5, 0.5})).isFalse();
        assertThat(HOLED.contains(new double[] {0, 0.9})).isTrue();
        assertThat(HOLED.contains(new double[] {1.1, 0})).isFalse();
    }

    @Test
    void interior_regionWithHoles_isUniformOutsideThem() {
        double[] points = HOLED.interior(20_000, random());
        int right = 0;
        for (int i = 0; i < points.length; i += 2) {
            double[] point = {points[i], points[i + 1]};
            assertThat(HOLED.contains(point)).isTrue();
            right += point[0] > 0 ? 1 : 0;
        }
        // the right half lacks the larger hole and no part of the smaller one, which ends at -0.2
        double expected = (2 - Math.PI * 0.09) / HOLED.measure();
        assertThat(right / 20_000.0).isCloseTo(expected, within(0.002));
    }

    /** The mean of a smooth function over independent points would be off by 1/30 of its size; from another seed, other points. */
    @Test
    void interior_points_areSpreadEvenly() {
        double[] points = INTERVAL.interior(1000, random());
        int[] found = new int[100];
        for (double x : points) {
            found[(int) ((x + 1) / 0.03)]++;
        }
        assertThat(Arrays.stream(found).allMatch(each -> each >= 8 && each <= 12))
                .isTrue();
        assertThat(Arrays.stream(points).map(x -> 3 * x * x).average().orElseThrow())
                .isCloseTo(3, within(0.02));

        double[] inBox = BOX.interior(1000, random());
        int[] octants = new int[8];
        for (int i = 0; i < inBox.length; i += 3) {
            octants[(inBox[i] < 0.5 ? 0 : 1) + (inBox[i + 1] < 1 ? 0 : 2) + (inBox[i + 2] < 1.5 ? 0 : 4)]++;
        }
        assertThat(Arrays.stream(octants).allMatch(each -> each >= 115 && each <= 135))
                .isTrue();
        assertThat(INTERVAL.interior(5, RandomStream.of(8, RandomStream.Purpose.TRAINING_POINTS)))
                .isNotEqualTo(Arrays.copyOf(points, 5));
    }

    /** The mean of a wave over them is exact until it has as many periods as there are points, whatever their number. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 97, 500, 610, 1000, 9999})
    void quadrature_interval_isAtEqualDistancesAndAnyFirstPartIsSpreadToo(int count) {
        double[] points = INTERVAL.quadrature(count, random());
        double[] sorted = Arrays.stream(points).sorted().toArray();
        for (int i = 1; i < count; i++) {
            assertThat(sorted[i] - sorted[i - 1]).isCloseTo(3.0 / count, within(1e-9));
        }
        if (count >= 97) {
            assertThat(Arrays.stream(points).limit(count / 4).average().orElseThrow())
                    .isCloseTo(0.5, within(0.1));
        }
    }

    /** Else a test would see what a network does at one distance from its training points only. */
    @Test
    void interior_interval_isAtManyDistancesFromThoseOfQuadrature() {
        double[] trained = INTERVAL.quadrature(3000, random());
        double start = Arrays.stream(trained).min().orElseThrow();
        double[] offsets = Arrays.stream(INTERVAL.interior(1000, random()))
                .map(x -> 1000 * (x - start) - Math.floor(1000 * (x - start)))
                .sorted()
                .toArray();
        for (int i = 1; i < offsets.length; i++) {
            assertThat(offsets[i] - offsets[i - 1]).isLessThan(0.05);
        }
    }

    @Test
    void boundary_interval_isBothEndsInEqualParts() {
        double[] points = INTERVAL.boundary(10, random());
        assertThat(Arrays.stream(points).filter(x -> x == -1).count()).isEqualTo(5);
        assertThat(Arrays.stream(points).filter(x -> x == 2).count()).isEqualTo(5);
    }

    @Test
    void boundary_regionWithHoles_isSharedOutByLength() {
        int count = 1000;
        double[] points = HOLED.boundary(count, random());
        int[] found = new int[6];
        for (int i = 0; i < count; i++) {
            double[] point = {points[2 * i], points[2 * i + 1]};
            int side = side(point);
            assertThat(side).as("side of %s", Arrays.toString(point)).isNotNegative();
            found[side]++;
        }
        double perLength = count / HOLED.boundaryMeasure();
        double[] lengths = {2, 2, 2, 2, 0.6 * Math.PI, 0.4 * Math.PI};
        for (int side = 0; side < found.length; side++) {
            assertThat((double) found[side]).as("side %d", side).isCloseTo(perLength * lengths[side], within(1.0));
        }
    }

    /** Without a point its circle would be free, and another problem would be solved. */
    @Test
    void boundary_tinyHole_hasAPoint() {
        Ball tiny = new Ball(List.of(0.1, 0.2), 1e-4);
        double[] points = new Region(Domain.cube(2, -1, 1), List.of(tiny)).boundary(50, random());
        int found = 0;
        for (int i = 0; i < 50; i++) {
            found += tiny.distance(new double[] {points[2 * i], points[2 * i + 1]}) < 2e-4 ? 1 : 0;
        }
        assertThat(found).isEqualTo(1);
    }

    @Test
    void boundary_box_liesOnItsFaces() {
        double[] points = BOX.boundary(220, random());
        for (int i = 0; i < points.length; i += 3) {
            assertThat(points[i] == 0
                            || points[i] == 1
                            || points[i + 1] == 0
                            || points[i + 1] == 2
                            || points[i + 2] == 0
                            || points[i + 2] == 3)
                    .isTrue();
        }
    }

    @Test
    void region_holesThatLeaveNothingOrOverlap_areRefusedByName() {
        Domain square = Domain.cube(2, -1, 1);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(square, List.of(new Ball(List.of(0.0, 0.0), 1.5))))
                .withMessageContaining("the hole at [0.0, 0.0] with radius 1.5 does not lie within");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        new Region(square, List.of(new Ball(List.of(0.0, 0.0), 0.3), new Ball(List.of(0.4, 0.0), 0.2))))
                .withMessageContaining("overlap or touch");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Ball(List.of(0.0, 0.0), 0))
                .withMessage("the radius of a hole is positive, not 0.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Region(Domain.interval(0, 1), List.of(new Ball(List.of(0.5), 0.1))))
                .withMessageContaining("only regions of two dimensions have holes");
    }

    private static int side(double[] point) {
        for (int i = 0; i < 2; i++) {
            if (point[i] == -1) {
                return 2 * i;
            }
            if (point[i] == 1) {
                return 2 * i + 1;
            }
        }
        for (int hole = 0; hole < 2; hole++) {
            Ball ball = HOLED.holes().get(hole);
            if (Math.abs(ball.distance(point) - ball.radius()) < 1e-12) {
                return 4 + hole;
            }
        }
        return -1;
    }

    private static RandomStream random() {
        return RandomStream.of(7, RandomStream.Purpose.TRAINING_POINTS);
    }
}
