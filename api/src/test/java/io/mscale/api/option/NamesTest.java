package io.mscale.api.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.mscale.api.network.Activation;
import java.util.List;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void parse_knownId_findsTheConstant() {
        assertThat(Names.parse("activation", Activation.class, "sincos")).isEqualTo(Activation.SINCOS);
    }

    @Test
    void parse_nameOfTheConstant_isNotAnId() {
        assertThatIllegalArgumentException().isThrownBy(() -> Names.parse("activation", Activation.class, "RELU"));
    }

    @Test
    void parse_misspelt_listsWhatIsAllowedAndSuggestsTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Names.parse("activation", Activation.class, "rleu"))
                .withMessage("unknown activation 'rleu'; allowed: identity, relu, tanh, sin, cos, sincos, srelu,"
                        + " s2relu, phi, psi, morlet, mexhat, gelu, sigmoid."
                        + " Did you mean 'relu'?");
    }

    @Test
    void unknown_nothingNear_suggestsNothing() {
        assertThat(Names.unknown("task", "poisson", List.of("fit1d")))
                .hasMessage("unknown task 'poisson'; allowed: fit1d");
    }

    @Test
    void unknown_nothingAllowed_saysSo() {
        assertThat(Names.unknown("backend", "ejml", List.of())).hasMessage("unknown backend 'ejml'; none is available");
    }

    @Test
    void nearest_slipsOfTheFinger_areFound() {
        List<String> backends = List.of("ejml", "djl", "nd4j");
        assertThat(Names.nearest("ejm", backends)).contains("ejml");
        assertThat(Names.nearest("jdl", backends)).contains("djl");
        assertThat(Names.nearest("ND4J", backends)).contains("nd4j");
        assertThat(Names.nearest("", backends)).isEmpty();
        assertThat(Names.nearest("tensorflow", backends)).isEmpty();
    }
}
