package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.tck.TckCase;

/** 6xx: rules that apply only to backends that declare the capability. */
public interface DeclaredRules extends Agreement {

    @ForEach
    default void optional_spec601_sameSeedGivesSameBits(Precision precision) {
        assumeBitReproducible();
        TckCase wanted = standardCase(precision).withSamples(1031).withBatchSize(500);
        try (MscaleModel first = open(wanted);
                MscaleModel second = open(wanted)) {
            assertThat(first.train(10)).as("loss of step 10").isEqualTo(second.train(10));
            assertSame("parameters", first.parameters(), second.parameters());
            double[] x = wanted.points(100);
            assertSame("output", first.predict(x), second.predict(x));
        }
    }

    @ForEach
    default void optional_spec602_blockOfStepsGivesTheBitsOfSingleSteps(Precision precision) {
        assumeBitReproducible();
        TckCase wanted = standardCase(precision);
        try (MscaleModel inBlocks = open(wanted);
                MscaleModel oneByOne = open(wanted)) {
            inBlocks.train(6);
            trainOneByOne(oneByOne, 6);
            assertSame("parameters", inBlocks.parameters(), oneByOne.parameters());
        }
    }

    private void assumeBitReproducible() {
        assumeTrue(backend().capabilities().bitReproducible(), "declares that its results differ in the last bits");
    }
}
