package io.mscale.backend.ejml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.ejml.data.FMatrixRMaj;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Products of any shape against plain sums of products; numbers of rows around whole tiles and groups of tiles. */
class ProductsTest {

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1",
        "1, 9, 17",
        "3, 12, 40",
        "4, 1, 5",
        "4, 3, 16",
        "4, 4, 1",
        "5, 7, 511",
        "6, 8, 512",
        "7, 12, 64",
        "9, 13, 100",
        "10, 30, 33"
    })
    void products_anyShape_areSumsOfProducts(int rowsOfC, int rowsOfB, int length) {
        assertProducts(new Float32Arithmetic(), rowsOfC, rowsOfB, length, 2e-6);
        assertProducts(new Float64Arithmetic(), rowsOfC, rowsOfB, length, 1e-14);
    }

    /** One instance serves shapes of several sizes in turn, so nothing of an earlier product may remain. */
    private static <M> void assertProducts(
            Arithmetic<M> arithmetic, int rowsOfC, int rowsOfB, int length, double tolerance) {
        Products<M> products = arithmetic.products();
        M[] large = random(arithmetic, Products.LONGEST_ROW, 24);
        products.add(random(arithmetic, 24, 24), large, random(arithmetic, Products.LONGEST_ROW, 24));
        M[] a = random(arithmetic, rowsOfB, rowsOfC);
        M[] transposed = random(arithmetic, rowsOfC, rowsOfB);
        M[] b = random(arithmetic, length, rowsOfB);
        M[] c = random(arithmetic, length, rowsOfC);
        M[] before = arithmetic.rows(rowsOfC, length);
        for (int i = 0; i < rowsOfC; i++) {
            arithmetic.addScaled(before[i], 1, c[i]);
        }

        products.add(a, b, c);

        for (int i = 0; i < rowsOfC; i++) {
            for (int s = 0; s < length; s++) {
                double sum = arithmetic.get(before[i], s);
                for (int k = 0; k < rowsOfB; k++) {
                    sum += arithmetic.get(a[i], k) * arithmetic.get(b[k], s);
                }
                assertThat(arithmetic.get(c[i], s)).isCloseTo(sum, within(tolerance * rowsOfB));
            }
        }

        products.setTransposed(transposed, b, c);

        for (int i = 0; i < rowsOfC; i++) {
            for (int s = 0; s < length; s++) {
                double sum = 0;
                for (int k = 0; k < rowsOfB; k++) {
                    sum += arithmetic.get(transposed[k], i) * arithmetic.get(b[k], s);
                }
                assertThat(arithmetic.get(c[i], s)).isCloseTo(sum, within(tolerance * rowsOfB));
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"40, 41", "41, 40", "513, 513"})
    void products_rowsThatDoNotFit_areRefused(int lengthOfB, int lengthOfC) {
        Arithmetic<FMatrixRMaj> arithmetic = new Float32Arithmetic();
        Products<FMatrixRMaj> products = arithmetic.products();
        FMatrixRMaj[] a = random(arithmetic, 4, 4);
        FMatrixRMaj[] b = random(arithmetic, lengthOfB, 4);
        FMatrixRMaj[] c = random(arithmetic, lengthOfC, 4);

        assertThatIllegalArgumentException().isThrownBy(() -> products.add(a, b, c));
        assertThatIllegalArgumentException().isThrownBy(() -> products.setTransposed(a, b, c));
    }

    private static <M> M[] random(Arithmetic<M> arithmetic, int length, int count) {
        SplittableRandom random = new SplittableRandom(31L * length + count);
        M[] rows = arithmetic.rows(count, length);
        for (M row : rows) {
            arithmetic.load(row, random.doubles(length, -1, 1).toArray(), 0);
        }
        return rows;
    }
}
