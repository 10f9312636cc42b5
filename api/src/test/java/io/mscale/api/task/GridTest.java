package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {

    @Test
    void points_areTheMiddlesOfCells_rowByRowFromTheTop() {
        Grid grid = new Grid(new Domain(List.of(0.0, 10.0), List.of(2.0, 14.0)), 2, 2);

        assertThat(grid.points()).containsExactly(0.5, 13, 1.5, 13, 0.5, 11, 1.5, 11);
        assertThat(grid.x()).containsExactly(0.5, 1.5);
        assertThat(grid.y()).containsExactly(13, 11);
    }

    @Test
    void points_furtherDimensions_stayInTheMiddle() {
        Grid grid = new Grid(Domain.cube(4, -1, 3), 1, 1);

        assertThat(grid.points()).containsExactly(1, 1, 1, 1);
    }

    @Test
    void construct_oneDimensionOrTooManyCells_isRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grid(Domain.interval(0, 1), 2, 2))
                .withMessageContaining("two dimensions");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Grid(Domain.cube(2, 0, 1), 2, 5000))
                .withMessageContaining("2 x 5000");
    }
}
