package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class DetailWindowTest {

    private static final LearnedCurve CURVE =
            new LearnedCurve(List.of(new LearnedCurve.Point(-1, 0, 0), new LearnedCurve.Point(3, 0, 0)));

    @Test
    void of_fit1d_isThatOfTheChapter() {
        assertThat(DetailWindow.of("fit1d", CURVE)).isEqualTo(new DetailWindow(1.0, 1.2));
    }

    @Test
    void of_otherTask_isMiddleFiftieth() {
        assertThat(DetailWindow.of("other", CURVE)).isEqualTo(new DetailWindow(0.96, 1.04));
    }

    @Test
    void of_noPoints_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> DetailWindow.of("fit1d", new LearnedCurve(List.of())));
    }
}
