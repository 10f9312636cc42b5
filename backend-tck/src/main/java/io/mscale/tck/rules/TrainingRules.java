package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.network.Scales;
import io.mscale.api.training.Adam;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.Tolerance;
import io.mscale.reference.UnfinishedWork;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.assertj.core.api.Assertions;

/** 30x: Adam as in PyTorch; changes of the parameters are compared. 31x and 32x: many steps, batches, blocks of steps. */
public interface TrainingRules extends Agreement {

    /**
     * Uses the usual epsilon. Where |g| is below a thousandth of the largest, rounding may decide the sign of the
     * step; those parameters are left out.
     */
    @ForEach
    default void required_spec301_firstAdamStepMatchesReference(Precision precision) {
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(1e-2, 0));
        ReferenceModel reference = wanted.reference();
        double[] gradient = reference.gradient();
        double largest = Arrays.stream(gradient).map(Math::abs).max().orElseThrow();
        try (MscaleModel model = open(wanted)) {
            model.train(1);
            reference.train(1);
            double[] trained = model.parameters();
            double[] expected = reference.parameters();
            for (int i = 0; i < gradient.length; i++) {
                if (Math.abs(gradient[i]) < 1e-3 * largest) {
                    trained[i] = expected[i];
                }
            }
            assertChangeAgrees("first step", wanted, trained, expected);
        }
    }

    /**
     * Covers both moments, both bias corrections, and epsilon, which is large enough here to reveal where it is
     * added.
     */
    @ForEach
    default void required_spec302_fiveAdamStepsMatchReference(Precision precision) {
        assertStepsAgree(standardCase(precision).withOptimizer(new Adam(1e-2, 0, 0.8, 0.9, 5e-2)), 5);
    }

    /** lr_t = lr (1 - decay)^(t-1). */
    @ForEach
    default void required_spec303_learningRateDecaysEveryStep(Precision precision) {
        assertStepsAgree(standardCase(precision).withOptimizer(new Adam(1e-2, 0.3, 0.8, 0.9, 5e-2)), 6);
    }

    @ForEach
    default void required_spec311_twentyLossesMatchReference_oneScale(Precision precision) {
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(1e-3, 1e-7));
        assertLossesAgree(wanted.withScales(Scales.one()), 20);
    }

    @ForEach
    default void required_spec312_twentyLossesMatchReference_manyScales(Precision precision) {
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(1e-3, 1e-7));
        assertLossesAgree(wanted.withShape(1, List.of(65, 33, 9), 1).withScales(new Scales.Linear(20)), 20);
    }

    @ForEach
    default void required_spec313_lossFalls(Precision precision) {
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(5e-3, 0));
        try (MscaleModel model = open(wanted)) {
            double first = model.train(1);
            double last = model.train(300);

            assertThat(last).as("loss after 300 steps, from %s", first).isLessThan(0.3 * first);
        }
    }

    /** Full batches, and mini-batches across epochs; blocks as long as those that are timed. */
    @ForEach
    default void required_spec314_blockOfStepsIsAsManySingleSteps(Precision precision) {
        for (int batchSize : new int[] {50, 16}) {
            TckCase wanted = standardCase(precision).withBatchSize(batchSize);
            try (MscaleModel inBlocks = open(wanted);
                    MscaleModel oneByOne = open(wanted)) {
                inBlocks.train(7);
                double lossOfBlock = inBlocks.train(64);
                double lossOfStep = trainOneByOne(oneByOne, 71);

                assertThat(inBlocks.stepsTaken()).isEqualTo(71);
                assertSameTraining(wanted, inBlocks, oneByOne);
                assertAgree("loss of step 71", lossOfBlock, lossOfStep, Tolerance.TRAJECTORY.in(precision));
            }
        }
    }

    /** 50 samples in batches of 16: three to an epoch, two samples left over, four epochs. */
    @ForEach
    default void required_spec315_miniBatchesFollowTheSchedule(Precision precision) {
        assertLossesAgree(standardCase(precision).withBatchSize(16), 12);
    }

    @ForEach
    default void required_spec316_batchesOfOneSampleFollowTheSchedule(Precision precision) {
        assertLossesAgree(standardCase(precision).withSamples(5).withBatchSize(1), 11);
    }

    @ForEach
    default void required_spec317_batchSizeOfAllSamplesOrMoreIsFullBatch(Precision precision) {
        for (int batchSize : new int[] {50, 51, 30_000}) {
            assertLossesAgree(standardCase(precision).withBatchSize(batchSize), 3);
        }
    }

    @ForEach
    default void required_spec321_setParametersStartsAfresh(Precision precision) {
        TckCase wanted = standardCase(precision).withBatchSize(16);
        try (MscaleModel used = open(wanted);
                MscaleModel fresh = open(wanted)) {
            used.train(7);
            used.setParameters(wanted.parameters());
            assertThat(used.stepsTaken()).isZero();
            used.train(4);
            fresh.train(4);

            assertSameTraining(wanted, used, fresh);
        }
    }

    /** Buffers shared by training and prediction must not leak data from one to the other. */
    @ForEach
    default void required_spec322_predictionDoesNotDisturbTraining(Precision precision) {
        TckCase wanted = standardCase(precision);
        try (MscaleModel disturbed = open(wanted);
                MscaleModel undisturbed = open(wanted)) {
            for (int points : new int[] {1, 50, 333}) {
                disturbed.predict(wanted.points(points));
                disturbed.train(2);
                undisturbed.train(2);
            }

            assertSameTraining(wanted, disturbed, undisturbed);
        }
    }

    @ForEach
    default void required_spec323_bindingOtherDataReplacesWhatWasBound(Precision precision) {
        for (int samples : new int[] {7, 400}) {
            TckCase first = standardCase(precision);
            TckCase second = first.withSamples(samples);
            try (MscaleModel model = open(first)) {
                model.train(2);
                model.bind(second.data());
                model.setParameters(second.parameters());

                assertLossesAgree(model, second, 5);
            }
        }
    }

    @ForEach
    default void required_spec324_bindingKeepsTheOptimiserGoing(Precision precision) {
        TckCase wanted = standardCase(precision);
        try (MscaleModel rebound = open(wanted);
                MscaleModel bound = open(wanted)) {
            rebound.train(3);
            rebound.bind(wanted.data());
            rebound.train(3);
            bound.train(6);

            assertSameTraining(wanted, rebound, bound);
        }
    }

    @ForEach
    default void required_spec325_modelsAliveAtOnceAreIndependent(Precision precision) {
        TckCase small = standardCase(precision);
        TckCase large = small.withShape(1, List.of(33, 20, 10), 1).withSamples(120);
        ReferenceModel smallReference = small.reference();
        ReferenceModel largeReference = large.reference();
        double tolerance = Tolerance.TRAJECTORY.in(precision);
        try (MscaleModel smallModel = open(small);
                MscaleModel largeModel = open(large)) {
            for (int i = 1; i <= 5; i++) {
                double[] losses = {smallModel.train(1), largeModel.train(1)};
                double[] expected = {smallReference.step(), largeReference.step()};
                assertAgree("losses of two models at step " + i, losses, expected, tolerance);
            }
            try (MscaleModel shortLived = open(small)) {
                shortLived.train(1);
            }
            double loss = smallModel.train(1);
            assertAgree("loss after another model was closed", loss, smallReference.step(), tolerance);
        }
    }

    /** Models are used by one thread at a time, but not always the same one. */
    @ForEach
    default void required_spec326_modelCanBeUsedByAnotherThreadThanItsMaker(Precision precision) {
        TckCase wanted = standardCase(precision);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try (MscaleModel model = open(wanted)) {
            CompletableFuture.runAsync(() -> assertLossesAgree(model, wanted, 3), other)
                    .join();
        } finally {
            other.shutdown();
        }
    }

    /** Divergence shows in the loss and does not spoil the model for a restart. */
    @ForEach
    default void required_spec327_divergenceIsToldByTheLoss(Precision precision) {
        double overflowing = precision == Precision.FLOAT32 ? 1e60 : 1e308; // float32 overflows at 3e38
        TckCase wanted = standardCase(precision).withOptimizer(Adam.withDefaults(overflowing, 0));
        try (MscaleModel model = open(wanted)) {
            double loss = model.train(4);
            assertThat(Double.isFinite(loss))
                    .as("loss %s of diverged training is finite", loss)
                    .isFalse();

            model.setParameters(wanted.parameters());
            assertLossesAgree(model, wanted, 1);
        }
    }

    /** Else no clock would see the work of a device. */
    @ForEach
    default void required_spec328_trainReturnsWhenItsWorkIsDone(Precision precision) {
        try (MscaleModel model = open(standardCase(precision))) {
            UnfinishedWork.problem(model).ifPresent(Assertions::fail);
        }
    }

    private void assertStepsAgree(TckCase wanted, int steps) {
        ReferenceModel reference = wanted.reference();
        try (MscaleModel model = open(wanted)) {
            trainOneByOne(model, steps);
            reference.train(steps);
            assertChangeAgrees("change after " + steps + " steps", wanted, model.parameters(), reference.parameters());
        }
    }

    private void assertSameTraining(TckCase wanted, MscaleModel model, MscaleModel expected) {
        assertChangeAgrees("change of parameters", wanted, model.parameters(), expected.parameters());
    }
}
