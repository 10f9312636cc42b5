package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Domain;
import io.mscale.api.task.Grid;
import io.mscale.record.file.GridPicture;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;

class StructuralSimilarityTest {

    private static final int ROWS = 17;
    private static final int COLUMNS = 20;

    /** The expected values are NumPy's, from the paper's formulas, with the whole window at once. */
    @Test
    void of_differentPictures_isWhatThePaperSays() {
        assertThat(similarity(1, value -> 0.8 * value * value + 0.1)).isCloseTo(0.755277382, within(1e-6));
        assertThat(similarity(2, value -> 0.8 * value * value + 0.1)).isCloseTo(0.768489809, within(1e-6));
        assertThat(similarity(1, value -> 1 - value)).isCloseTo(-0.598865359, within(1e-6));
    }

    @Test
    void of_samePicture_isOne() {
        assertThat(similarity(3, value -> value)).isCloseTo(1, within(1e-12));
    }

    @Test
    void of_pictureSmallerThanTheWindow_isUnknown() {
        GridPicture small = GridPicture.of(
                new Grid(new Domain(List.of(-1.0, -1.0), List.of(1.0, 1.0)), 10, 11),
                1,
                new double[110],
                new double[110]);

        assertThat(StructuralSimilarity.of(small, 1)).isNaN();
    }

    private static double similarity(int outputs, DoubleUnaryOperator network) {
        double[] truth = new double[ROWS * COLUMNS * outputs];
        double[] prediction = new double[truth.length];
        for (int i = 0; i < truth.length; i++) {
            int x = i / outputs % COLUMNS;
            int y = i / outputs / COLUMNS;
            truth[i] = 0.5 + 0.4 * Math.sin(0.3 * x + 0.2 * y + i % outputs) + 0.05 * Math.cos(x * y);
            prediction[i] = network.applyAsDouble(truth[i]);
        }
        Grid grid = new Grid(new Domain(List.of(-1.0, -1.0), List.of(1.0, 1.0)), COLUMNS, ROWS);
        return StructuralSimilarity.of(GridPicture.of(grid, outputs, truth, prediction), 1);
    }
}
