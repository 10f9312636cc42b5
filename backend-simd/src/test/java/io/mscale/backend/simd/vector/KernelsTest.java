package io.mscale.backend.simd.vector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.network.Activation;
import io.mscale.backend.simd.Kernels;
import io.mscale.backend.simd.NeedsVectors;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The loops one by one, in both precisions. */
@ExtendWith(NeedsVectors.class)
class KernelsTest {

    private static final int WIDTH = Kernels.WIDTH;
    private static final int ROOM = 1 << 14;

    static Stream<Kernels<?>> kernels() {
        return Stream.of(new Float32Kernels(), new Float64Kernels());
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void products_anyRowsAndColumns_areThoseOfTheDefinition(Kernels<A> kernels) {
        for (int rows : IntStream.rangeClosed(1, 21).toArray()) {
            for (int columns : new int[] {1, 2, 5, 8, 13, 16, 17, 24, 33, 48}) {
                assertProducts(kernels, rows, columns, 1 + (rows + columns) % 7);
            }
        }
    }

    /** Wherever a value comes from something that is not a number, it must not look like one. */
    @ParameterizedTest
    @MethodSource("kernels")
    <A> void activate_notANumber_staysNotANumber(Kernels<A> kernels) {
        for (Activation activation : Activation.values()) {
            for (Activation part : activation.parts()) {
                A z = kernels.zeros(WIDTH);
                A g = kernels.zeros(WIDTH);
                kernels.fill(z, 0, WIDTH, Double.NaN);
                kernels.activate(part, z, null, 0, WIDTH, kernels.largest(z, 0, WIDTH));
                assertThat(kernels.get(z, 7)).as("%s", part).isNaN();
                kernels.fill(z, 0, WIDTH, Double.NaN);
                kernels.activate(part, z, g, 0, WIDTH, kernels.largest(z, 0, WIDTH));
                assertThat(kernels.get(z, 7)).as("%s", part).isNaN();
            }
        }
    }

    /** Both forms of an activation must agree, else the gradient is another function's. */
    @ParameterizedTest
    @MethodSource("kernels")
    <A> void activate_withAndWithoutSlopes_givesTheSameValues(Kernels<A> kernels) {
        SplittableRandom random = new SplittableRandom(4);
        for (Activation activation : Activation.values()) {
            for (Activation part : activation.parts()) {
                A z = kernels.zeros(WIDTH);
                for (int i = 0; i < WIDTH; i++) {
                    kernels.set(z, i, random.nextDouble(-4, 4));
                }
                A copy = kernels.zeros(WIDTH);
                kernels.add(copy, z, 0, WIDTH);
                kernels.activate(part, z, null, 0, WIDTH, 4);
                kernels.activate(part, copy, kernels.zeros(WIDTH), 0, WIDTH, 4);
                assertThat(copy).as("%s", part).isEqualTo(z);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void sumsOverSamples_anyRowsAndColumns_areThoseOfTheDefinition(Kernels<A> kernels) {
        int panels = 3;
        int aStride = 24 * WIDTH;
        int bStride = WIDTH * WIDTH;
        SplittableRandom random = new SplittableRandom(5);
        A a = kernels.zeros(ROOM);
        A b = kernels.zeros(ROOM);
        for (int i = 0; i < ROOM; i++) {
            kernels.set(a, i, random.nextInt(-8, 9));
            kernels.set(b, i, random.nextInt(-8, 9));
        }
        for (int rows = 1; rows <= 17; rows++) {
            for (int columns = 1; columns <= 9; columns++) {
                A c = kernels.zeros(ROOM);
                kernels.fill(c, 0, ROOM, 1);
                kernels.addTransposedProduct(a, 3, aStride, b, 5, panels, c, 7, rows, columns);
                A sums = kernels.zeros(rows);
                kernels.addRowSums(a, 3, aStride, panels, rows, sums, 0);
                for (int r = 0; r < rows; r++) {
                    double rowSum = 0;
                    for (int s = 0; s < panels * WIDTH; s++) {
                        rowSum += kernels.get(a, 3 + s / WIDTH * aStride + r * WIDTH + s % WIDTH);
                    }
                    assertThat(kernels.get(sums, r)).as("row %d", r).isEqualTo(rowSum);
                    for (int n = 0; n < columns; n++) {
                        double sum = 1;
                        for (int s = 0; s < panels * WIDTH; s++) {
                            sum += kernels.get(a, 3 + s / WIDTH * aStride + r * WIDTH + s % WIDTH)
                                    * kernels.get(b, 5 + s / WIDTH * bStride + n * WIDTH + s % WIDTH);
                        }
                        assertThat(kernels.get(c, 7 + r * WIDTH + n))
                                .as("%d rows, %d columns: (%d, %d)", rows, columns, r, n)
                                .isEqualTo(sum);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @MethodSource("kernels")
    <A> void largest_ofBothSigns_isTheLargestSize(Kernels<A> kernels) {
        A a = kernels.zeros(2 * WIDTH);
        kernels.set(a, 5, 2);
        kernels.set(a, 40, -3);
        kernels.set(a, WIDTH, 100);
        assertThat(kernels.largest(a, 0, WIDTH)).isEqualTo(3);
        kernels.set(a, 41, Double.NEGATIVE_INFINITY);
        assertThat(kernels.largest(a, 0, WIDTH)).isEqualTo(Double.POSITIVE_INFINITY);
        kernels.set(a, 42, Double.NaN);
        assertThat(kernels.largest(a, 0, WIDTH)).isNaN();
    }

    /** What {@code pack} writes is what a packed product reads. */
    @ParameterizedTest
    @MethodSource("kernels")
    <A> void pack_anyRowsAndColumns_putsTheColumnsOfATileSideBySide(Kernels<A> kernels) {
        int tileRows = kernels.tileRows();
        A a = kernels.zeros(ROOM);
        for (int i = 0; i < ROOM; i++) {
            kernels.set(a, i, i);
        }
        for (int rows : new int[] {1, 6, 8, 13, 48}) {
            for (int columns : new int[] {1, 7, 48}) {
                A packed = kernels.zeros(ROOM);
                int tile = tileRows * (columns + 1);
                kernels.pack(a, 3, rows, columns, packed, 5, tile, 2);
                double sum = 0;
                for (int r = 0; r < rows; r++) {
                    for (int c = 0; c < columns; c++) {
                        int place = 5 + r / tileRows * tile + c * tileRows + r % tileRows;
                        assertThat(kernels.get(packed, place)).isEqualTo(2 * (3 + r * WIDTH + c));
                        sum += kernels.get(packed, place);
                    }
                }
                double all = 0;
                for (int i = 0; i < ROOM; i++) {
                    all += kernels.get(packed, i);
                }
                assertThat(all).as("nothing else is written").isEqualTo(sum);
            }
        }
    }

    private static <A> void assertProducts(Kernels<A> kernels, int rows, int columns, int inner) {
        SplittableRandom random = new SplittableRandom(rows);
        A a = kernels.zeros(ROOM);
        A b = kernels.zeros(ROOM);
        A c = kernels.zeros(ROOM);
        for (int i = 0; i < ROOM; i++) {
            kernels.set(a, i, random.nextInt(-8, 9));
            kernels.set(b, i, random.nextInt(-8, 9));
        }
        int aStride = Kernels.ROWS * ((rows + 3) / Kernels.ROWS) + 1;
        kernels.product(a, 3, b, 5, c, 7, rows, columns, inner);
        kernels.addProduct(a, 3, aStride, b, 5, c, 7, rows, columns, inner);
        int tileRows = kernels.tileRows();
        int tile = tileRows * (inner + 2);
        kernels.addPackedProduct(a, 3, tile, b, 5, c, 7, rows, columns, inner);
        for (int r = 0; r < rows; r++) {
            for (int v = 0; v < columns; v++) {
                double sum = 0;
                for (int k = 0; k < inner; k++) {
                    sum += kernels.get(a, 3 + k * WIDTH + r) * kernels.get(b, 5 + k * WIDTH + v);
                    sum += kernels.get(a, 3 + k * aStride + r) * kernels.get(b, 5 + k * WIDTH + v);
                    int packed = r / tileRows * tile + k * tileRows + r % tileRows;
                    sum += kernels.get(a, 3 + packed) * kernels.get(b, 5 + k * WIDTH + v);
                }
                assertThat(kernels.get(c, 7 + r * WIDTH + v))
                        .as("%d rows, %d columns: (%d, %d)", rows, columns, r, v)
                        .isEqualTo(sum, within(0.0));
            }
        }
        for (int i = 7 + Kernels.ROWS * ((rows + 3) / Kernels.ROWS) * WIDTH; i < ROOM; i++) {
            assertThat(kernels.get(c, i)).as("behind the last row").isZero();
        }
    }
}
