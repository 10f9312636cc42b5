package io.mscale.report.network;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NetworkTextTest {

    @Test
    void lines_multi_partsInTheFirstLayer() {
        assertThat(NetworkText.lines(Networks.of(Variant.MULTI)))
                .containsExactly(
                        "               .- 1 x ---> [8]-.",
                        "               |- 2 x ---> [8]-|",
                        "           [x]-+- 4 x ---> [8]-+-> [32]-> [32]-> [y]",
                        "               |            :  |",
                        "               '- 128 x -> [8]-'",
                        "neurons    1               64      32     32     1",
                        "activation                 sin     relu   relu   linear",
                        "parameters                 128     2080   1056   33",
                        "in all     8 scales, 3297 trained parameters");
    }

    @Test
    void lines_multi2_staysApartUpToTheSum() {
        assertThat(NetworkText.lines(Networks.of(Variant.MULTI2)))
                .contains(
                        "           [x]-+- 4 x ---> [8]-> [4]--> [4]--+-> [y]",
                        "               |            :     :      :   |");
    }

    @Test
    void lines_fixedFeatures_haveRoundBrackets() {
        assertThat(NetworkText.lines(Networks.of(Variant.FOURIER)))
                .contains("           [u]- sigma 32 -> (64)------> [32]-> [32]-> [y]");
    }

    @Test
    void lines_layersLeftOut_areDots() {
        assertThat(NetworkText.lines(Networks.of(Variant.SINGLE, Scales.one(), false, 9, 8, 7, 6, 5, 4))
                        .get(0))
                .contains("[4]")
                .doesNotContain("...");
        assertThat(NetworkText.lines(Networks.of(Variant.SINGLE, Scales.one(), false, 9, 8, 7, 6, 5, 4, 3))
                        .get(0))
                .contains("[7]", "[...]", "[3]")
                .doesNotContain("[6]");
    }

    @ParameterizedTest
    @EnumSource(Variant.class)
    void lines_paperSize_fitATerminalAndAreAscii(Variant variant) {
        assertThat(NetworkText.lines(Networks.of(variant, new Scales.Linear(100), true, 3000, 100, 100, 100)))
                .allSatisfy(line -> assertThat(line)
                        .hasSizeLessThanOrEqualTo(98)
                        .matches("[ -~]*")
                        .doesNotEndWith(" "));
    }
}
