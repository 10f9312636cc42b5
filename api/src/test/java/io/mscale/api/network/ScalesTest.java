package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScalesTest {

    @Test
    void parse_eachFamily_givesItsScales() {
        assertThat(Scales.parse("linear:4").values()).containsExactly(1, 2, 3, 4);
        assertThat(Scales.parse("pow2:5").values()).containsExactly(1, 2, 4, 8, 16);
        assertThat(Scales.parse("seed:4").values()).containsExactly(1, 1, 2, 3);
        assertThat(Scales.parse("const:200x3").values()).containsExactly(200, 200, 200);
        assertThat(Scales.parse("const:2.5").values()).containsExactly(2.5);
        assertThat(Scales.parse("1,2.5,40").values()).containsExactly(1, 2.5, 40);
    }

    @ParameterizedTest
    @ValueSource(strings = {"linear:200", "pow2:8", "seed:100", "const:200x10", "const:0.5x1", "1", "1,2,4.5,1.0E20"})
    void toString_parsed_isTheSameFamily(String text) {
        Scales scales = Scales.parse(text);
        assertThat(scales).hasToString(text);
        assertThat(Scales.parse(scales.toString())).isEqualTo(scales);
        assertThat(scales.count()).isEqualTo(scales.values().length);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "linear:0      | '0' is not a whole number of at least 1",
                "linear:       | '' is not a whole number of at least 1",
                "linear:1.5    | '1.5' is not a whole number of at least 1",
                "pow2:101      | pow2 has at most 100 scales, not 101",
                "seed:-3       | '-3' is not a whole number of at least 1",
                "const:0x3     | '0' is not greater than 0",
                "const:5x      | '' is not a whole number of at least 1",
                "const:x5      | 'x5' is not a finite number",
                "normal:50     | needs a deviation and a number, as in normal:50x100",
                "normal:0x3    | '0' is not greater than 0",
                "normal:5x3@a  | 'a' is not a whole number of at least -9223372036854775808",
                "1,,3          | '' is not a finite number",
                "1,-2          | '-2' is not greater than 0",
                "1,NaN         | 'NaN' is not a finite number",
                "liner:3       | unknown family 'liner'; allowed: linear, pow2, seed, const, normal. Did you mean 'linear'?",
            })
    void parse_wrong_saysWhichPartAndTheForms(String text, String problem) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Scales.parse(text))
                .withMessage("scales '" + text + "': " + problem + "; forms: " + Scales.FORMS);
    }

    @Test
    void values_normal_areDrawnFromTheSeedInTheText() {
        Scales scales = Scales.parse("normal:50x1000@7");

        assertThat(scales).isEqualTo(new Scales.Normal(50, 1000, 7)).hasToString("normal:50x1000@7");
        assertThat(scales.values()).hasSize(1000).isEqualTo(scales.values());
        assertThat(Scales.parse("normal:50x1000").values()).isNotEqualTo(scales.values());
        double meanSquare = java.util.Arrays.stream(scales.values())
                .map(a -> a * a)
                .average()
                .orElseThrow();
        assertThat(Math.sqrt(meanSquare)).isBetween(45.0, 55.0);
    }

    @Test
    void perNeuron_even_givesEqualBlocks() {
        assertThat(new Scales.Linear(3).perNeuron(6)).containsExactly(1, 1, 2, 2, 3, 3);
    }

    @Test
    void perNeuron_remainder_goesToTheLargestScale() {
        assertThat(new Scales.Explicit(List.of(1.0, 9.0, 4.0)).perNeuron(8)).containsExactly(1, 1, 9, 9, 9, 9, 4, 4);
    }

    @Test
    void perNeuron_severalLargest_theLastGetsTheRemainder() {
        assertThat(new Scales.Explicit(List.of(7.0, 1.0, 7.0)).perNeuron(4)).containsExactly(7, 1, 7, 7);
    }

    @Test
    void perNeuron_fewerNeuronsThanScales_isRefusedBeforeAnythingIsAllocated() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Scales.Linear(Integer.MAX_VALUE).perNeuron(600))
                .withMessage("scales 'linear:2147483647' need at least 2147483647 first-layer neurons, not 600");
    }

    @Test
    void constructors_badScale_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new Scales.Constant(Double.NaN, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scales.Constant(Double.POSITIVE_INFINITY, 2));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scales.Explicit(List.of()));
        assertThatIllegalArgumentException().isThrownBy(() -> new Scales.Linear(0));
    }
}
