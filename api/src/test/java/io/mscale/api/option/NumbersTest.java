package io.mscale.api.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumbersTest {

    @Test
    void wholeNumber_bounds_areInside() {
        assertThat(Numbers.wholeNumber("-5", -5, 9)).isEqualTo(-5);
        assertThat(Numbers.wholeNumber(" 9 ", -5, 9)).isEqualTo(9);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1.5", "ten", "10", "-6", "1e3", "99999999999999999999"})
    void wholeNumber_otherwise_namesValueAndRange(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.wholeNumber(text, -5, 9))
                .withMessage("'" + text + "' is not a whole number from -5 to 9");
    }

    @Test
    void positiveInt_zero_namesTheLeast() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.positiveInt("0"))
                .withMessage("'0' is not a whole number of at least 1");
    }

    @Test
    void positiveInt_tooLargeForInt_namesTheMost() {
        assertThat(Numbers.positiveInt("2147483647")).isEqualTo(Integer.MAX_VALUE);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.positiveInt("3000000000"))
                .withMessage("'3000000000' is not a whole number from 1 to 2147483647");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "NaN", "Infinity", "1e999", "1,5", "x"})
    void finite_notAFiniteNumber_isRefused(String text) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.finite(text))
                .withMessage("'" + text + "' is not a finite number");
    }

    @Test
    void positive_zeroOrLess_isRefused() {
        assertThat(Numbers.positive("1e-4")).isEqualTo(1e-4);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Numbers.positive("-0.0"))
                .withMessage("'-0.0' is not greater than 0");
    }

    @Test
    void positiveInts_list_isRead() {
        assertThat(Numbers.positiveInts("3000, 100,100")).containsExactly(3000, 100, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "3,", ",3", "3,,4", "3,0", "3;4"})
    void positiveInts_missingOrWrongElement_isRefused(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Numbers.positiveInts(text));
    }
}
