package io.mscale.api.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActivationPatternTest {

    @Test
    void all_activationsAndPatterns_standInTheOrderOfListings() {
        assertThat(ActivationPattern.all())
                .extracting(ActivationPattern::id)
                .containsExactly(
                        "identity",
                        "relu",
                        "tanh",
                        "sin",
                        "cos",
                        "sincos",
                        "srelu",
                        "s2relu",
                        "phi",
                        "psi",
                        "phipsi",
                        "morlet",
                        "mexhat",
                        "gelu",
                        "sigmoid");
    }

    @Test
    void named_everyId_findsItsPattern() {
        for (ActivationPattern pattern : ActivationPattern.all()) {
            assertThat(ActivationPattern.named(pattern.id())).isSameAs(pattern);
        }
    }

    @Test
    void named_misspelt_listsWhatIsAllowedAndSuggestsTheNearest() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ActivationPattern.named("rleu"))
                .withMessage("unknown activation 'rleu'; allowed: identity, relu, tanh, sin, cos, sincos, srelu,"
                        + " s2relu, phi, psi, phipsi, morlet, mexhat, gelu, sigmoid."
                        + " Did you mean 'relu'?");
    }

    @Test
    void parts_ofAnActivation_areItself() {
        assertThat(Activation.SIN.parts()).containsExactly(Activation.SIN);
        assertThat(AlternatingActivations.PHIPSI.parts()).isEqualTo(List.of(Activation.PHI, Activation.PSI));
    }
}
