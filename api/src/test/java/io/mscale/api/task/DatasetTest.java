package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class DatasetTest {

    @Test
    void arrays_changedOutside_leaveTheDataAlone() {
        double[] x = {1, 2, 3, 4};
        double[] y = {5, 6};
        Dataset data = new Dataset(2, 1, x, y);
        x[0] = 99;
        data.x()[1] = 99;
        data.y()[0] = 99;
        assertThat(data.size()).isEqualTo(2);
        assertThat(data.x()).containsExactly(1, 2, 3, 4);
        assertThat(data.y()).containsExactly(5, 6);
    }

    @Test
    void constructor_shapesThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(2, 1, new double[3], new double[1]))
                .withMessage("x of length 3 does not hold samples of 2 inputs");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(2, 1, new double[4], new double[3]))
                .withMessage("y has length 3; 2 samples of 1 outputs need 2");
        assertThatIllegalArgumentException().isThrownBy(() -> new Dataset(1, 1, new double[0], new double[0]));
    }

    @Test
    void constructor_valueNotFinite_isNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(1, 1, new double[] {0, Double.NaN}, new double[2]))
                .withMessage("x[1] is not finite: NaN");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Dataset(1, 1, new double[1], new double[] {Double.NEGATIVE_INFINITY}))
                .withMessage("y[0] is not finite: -Infinity");
    }
}
