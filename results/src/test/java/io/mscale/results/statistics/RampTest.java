package io.mscale.results.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RampTest {

    /** A level of 1, a rise to 2 from the place 20 to the place 30, and that level. */
    private static double[] rise() {
        return IntStream.range(0, 50)
                .mapToDouble(i -> 1 + Math.max(0, Math.min(1, (i - 20) / 10.0)))
                .toArray();
    }

    @Test
    void fit_rise_isFoundWithBothLevels() {
        Ramp ramp = Ramp.fit(rise(), 0, 50, 25, 25);

        assertThat(ramp.from()).isBetween(19, 21);
        assertThat(ramp.to()).isBetween(29, 31);
        assertThat(ramp.before()).isEqualTo(1, within(0.01));
        assertThat(ramp.after()).isEqualTo(2, within(0.01));
    }

    @Test
    void fit_outliers_doNotBendIt() {
        double[] values = rise();
        values[5] = 9;
        values[40] = 9;

        Ramp ramp = Ramp.fit(values, 0, 50, 25, 25);

        assertThat(ramp.before()).isEqualTo(1, within(0.02));
        assertThat(ramp.after()).isEqualTo(2, within(0.02));
    }

    /** Places are compared by some of the values, the fit is of all. */
    @Test
    void fit_thousandsOfValues_isOfAll() {
        double[] line = IntStream.range(0, 3000).mapToDouble(i -> i / 1000.0).toArray();

        Ramp ramp = Ramp.fit(line, 0, 3000, 1500, 1500);

        assertThat(ramp.before()).isEqualTo(0, within(0.05));
        assertThat(ramp.after()).isEqualTo(3, within(0.05));
    }

    @Test
    void fit_fourValues_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> Ramp.fit(new double[4], 0, 4, 1, 3));
    }
}
