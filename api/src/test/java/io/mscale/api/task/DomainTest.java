package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DomainTest {

    @Test
    void interval_bounds_giveOneDimension() {
        assertThat(Domain.interval(-1, 2)).isEqualTo(new Domain(List.of(-1.0), List.of(2.0)));
        assertThat(new Domain(List.of(0.0, 0.0), List.of(1.0, 2.0)).dimension()).isEqualTo(2);
    }

    @Test
    void constructor_emptyInterval_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.interval(1, 1))
                .withMessage("empty interval [1.0, 1.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> Domain.interval(Double.NaN, 1));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Domain.interval(0, Double.POSITIVE_INFINITY))
                .withMessage("unbounded interval [0.0, Infinity]");
    }

    @Test
    void constructor_differentDimensions_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Domain(List.of(0.0), List.of(1.0, 2.0)))
                .withMessage("bounds differ in dimension: [0.0] and [1.0, 2.0]");
        assertThatIllegalArgumentException().isThrownBy(() -> new Domain(List.of(), List.of()));
    }
}
