package io.mscale.harness.yardstick;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BandMatrixTest {

    /** Elements of any size and sign, some of them 0 on the diagonal, where elimination without exchanges would divide by 0. */
    @Test
    void solve_anyMatrix_hasTheSolutionItWasMadeFor() {
        SplittableRandom random = new SplittableRandom(1);
        for (int band : new int[] {1, 3, 8}) {
            int size = 30;
            BandMatrix matrix = new BandMatrix(size, band, true);
            double[] right = new double[size];
            for (int row = 0; row < size; row++) {
                for (int column = Math.max(0, row - band); column <= Math.min(size - 1, row + band); column++) {
                    double element = row == column && row % 3 == 0 ? 0 : random.nextDouble(-1, 1);
                    matrix.add(row, column, element);
                    right[row] += element * (1 + column);
                }
            }

            double[] solution = matrix.solve(right);

            for (int i = 0; i < size; i++) {
                assertThat(solution[i]).as("band %d, element %d", band, i).isCloseTo(1 + i, within(1e-6));
            }
        }
    }
}
