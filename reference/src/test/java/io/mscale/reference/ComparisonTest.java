package io.mscale.reference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ComparisonTest {

    @Test
    void difference_withinTheTolerance_isNone() {
        assertThat(Comparison.difference("output", new double[] {1, 2 + 1e-6}, new double[] {1, 2}, 1e-6))
                .isEmpty();
    }

    @Test
    void difference_largerThanRounding_namesTheWorstNumber() {
        assertThat(Comparison.difference("output", new double[] {1, 1.8}, new double[] {1, 2}, 1e-6))
                .contains("output differs from the reference: relative error 0.100, allowed 1.00e-06; worst at index 1:"
                        + " 1.80000000, reference 2.00000000");
    }

    /** With nine digits both would read 1.00000000. */
    @Test
    void difference_inTheLastDigits_neverPrintsEqualNumbers() {
        assertThat(Comparison.difference("loss", new double[] {1 + 1e-11}, new double[] {1}, 1e-12))
                .contains("loss differs from the reference: relative error 1.00e-11, allowed 1.00e-12; it is"
                        + " 1.00000000001, reference 1.0");
    }

    @Test
    void difference_ofFloat32SizeInFloat64_isCalledThat() {
        assertThat(Comparison.difference("loss", new double[] {1 + 6e-8}, new double[] {1}, 1e-9))
                .hasValueSatisfying(words ->
                        assertThat(words).contains("(an error of float32's size: is part of it computed in float32?)"));
        assertThat(Comparison.difference("loss", new double[] {1 + 6e-5}, new double[] {1}, 2e-5))
                .hasValueSatisfying(words -> assertThat(words).doesNotContain("float32"));
    }
}
