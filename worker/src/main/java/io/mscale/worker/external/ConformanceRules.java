package io.mscale.worker.external;

import io.mscale.api.Capabilities;
import io.mscale.api.ModelSpec;
import io.mscale.api.Precision;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.ParameterLayout;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Variant;
import io.mscale.api.training.Adam;
import io.mscale.record.cell.CellStatus;
import io.mscale.reference.Comparison;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.TckCase;
import io.mscale.reference.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The kit's rules that can be held against an external worker, by the numbers they have for backends in Java, and 7xx, which
 * are about the protocol.
 */
final class ConformanceRules {

    private static final int EPOCHS = 20;

    /** Above it Adam's step is no longer the gradient's sign alone, so that parameters can be compared. */
    private static final double LARGE_EPSILON = 1e-3;

    /** Beyond it the rounding of the first layer's argument shows behind a sine. */
    private static final double MODERATE_SCALE = 8;

    private final List<Trial> trials = new ArrayList<>();

    private ConformanceRules() {}

    /** All trials in the order of the rules' numbers. */
    static List<Trial> trials(Capabilities capabilities) {
        ConformanceRules rules = new ConformanceRules();
        for (Precision precision : Precision.values()) {
            rules.addForward(TckCase.standard(precision));
            rules.addStructures(TckCase.standard(precision));
            rules.addTraining(TckCase.standard(precision));
            rules.addProtocol(TckCase.standard(precision), capabilities.bitReproducible());
        }
        rules.trials.sort((a, b) -> a.rule().compareTo(b.rule()));
        return rules.trials;
    }

    private void addForward(TckCase standard) {
        for (ActivationPattern activation : ActivationPattern.all()) {
            add("spec201_forwardMatchesReference_everyActivation", standard.withActivations(activation, activation), 0);
        }
        add("spec202_trainingMatchesReference_everyShape", standard.withShape(1, List.of(1), 1), 3);
        add("spec202_trainingMatchesReference_everyShape", standard.withShape(2, List.of(17, 33), 1), 3);
        add("spec202_trainingMatchesReference_everyShape", standard.withShape(3, List.of(5, 1, 9), 2), 3);
        add("spec202_trainingMatchesReference_everyShape", standard.withShape(7, List.of(4), 5), 3);
        add("spec203_trainingMatchesReference_oneSample", standard.withSamples(1), 3);
        add(
                "spec204_forwardMatchesReference_largeScales",
                standard.withScales(new Scales.Explicit(List.of(1.0, 100.0, 200.0))),
                0);
    }

    private void addStructures(TckCase standard) {
        NetworkSpec network = standard.network();
        for (Variant variant : Variant.values()) {
            TckCase smooth = standard.withVariant(variant, network.firstActivation(), network.activation());
            add(
                    "spec224_twentyLossesMatchReference_everyVariant",
                    smooth.withOptimizer(Adam.withDefaults(1e-3, 1e-7)),
                    20);
            if (smooth.network().firstLayer().isFrozen()) {
                trials.add(new Trial(
                        "spec225_frozenParametersKeepTheirBits", smooth, 7, ConformanceRules::frozenBitsDiffer));
            }
            if (variant == Variant.MULTI || variant == Variant.MULTI2) {
                add("spec226_trainedScalesAreTrained", smooth.withTrainedScales(), 5);
            }
        }
    }

    private void addTraining(TckCase standard) {
        add("spec302_fiveAdamStepsMatchReference", standard.withOptimizer(new Adam(1e-2, 0, 0.8, 0.9, 5e-2)), 5);
        add("spec303_learningRateDecaysEveryStep", standard.withOptimizer(new Adam(1e-2, 0.3, 0.8, 0.9, 5e-2)), 6);
        add("spec312_twentyLossesMatchReference_manyScales", standard, 20);
        add("spec315_miniBatchesFollowTheSchedule", standard.withBatchSize(20), EPOCHS);
        add(
                "spec316_batchesOfOneSampleFollowTheSchedule",
                standard.withSamples(5).withBatchSize(1),
                EPOCHS);
        add("spec317_batchSizeOfAllSamplesOrMoreIsFullBatch", standard.withBatchSize(5000), 3);
        double overflowing = standard.precision() == Precision.FLOAT32 ? 1e60 : 1e308;
        trials.add(new Trial(
                "spec327_divergenceIsTold",
                standard.withOptimizer(Adam.withDefaults(overflowing, 0)),
                6,
                ConformanceRules::divergenceNotTold));
    }

    private void addProtocol(TckCase standard, boolean bitReproducible) {
        trials.add(new Trial(
                "spec701_trainingStopsAtTheTarget", standard, 20, 0, 1e9, ConformanceRules::didNotStopAtOnce));
        // With a large epsilon, so that moments that were kept would show.
        trials.add(new Trial(
                "spec704_warmUpLeavesNoTrace",
                standard.withOptimizer(new Adam(1e-2, 0, 0.8, 0.9, 5e-2)),
                5,
                3,
                null,
                ConformanceRules::disagreement));
        if (bitReproducible) {
            FirstAnswer first = new FirstAnswer();
            trials.add(new Trial("spec702_sameSeedGivesTheSameBits", standard, 5, first));
            trials.add(new Trial("spec702_sameSeedGivesTheSameBits", standard, 5, first));
        }
    }

    private void add(String rule, TckCase wanted, int steps) {
        trials.add(new Trial(rule, wanted, steps, ConformanceRules::disagreement));
    }

    /** The first prediction, every loss, the parameters at the end, and the last prediction with these parameters. */
    private static Optional<String> disagreement(TckCase wanted, Trial.Answer answer) throws ProtocolException {
        Optional<String> refusal = notOk(answer);
        if (refusal.isPresent()) {
            return refusal;
        }
        ReferenceModel reference = wanted.reference();
        double[] points = Trial.test(wanted).x();
        double[] before = reference.parameters();
        double[] prediction = reference.forward(points);
        double[] losses = answer.losses().length == 0 ? new double[0] : reference.trajectory(answer.losses().length);
        double[] parameters = answer.parameters();
        Results.requireSameNetwork(
                new ModelSpec(wanted.network(), wanted.training(), wanted.precision(), 1),
                wanted.data(),
                Trial.test(wanted),
                parameters,
                answer.predictions().get(answer.predictions().size() - 1),
                "its predictions are not those of its parameters");
        double factor = 2 * Math.max(1, wanted.magnification() / MODERATE_SCALE);
        Optional<String> found = Comparison.difference(
                        "the first prediction",
                        answer.predictions().get(0),
                        prediction,
                        factor * Tolerance.FORWARD.in(wanted.precision()))
                .or(() -> lossesDiffer(wanted, answer.losses(), losses));
        boolean comparable = wanted.training().adam().epsilon() >= LARGE_EPSILON && losses.length > 0;
        return found.isPresent() || !comparable
                ? found
                : Comparison.difference(
                        "the change of the parameters",
                        ParameterLayout.of(wanted.network()),
                        difference(parameters, before),
                        difference(reference.parameters(), before),
                        Tolerance.UPDATE.in(wanted.precision()));
    }

    private static Optional<String> lossesDiffer(TckCase wanted, double[] losses, double[] expected) {
        for (int i = 0; i < expected.length; i++) {
            Optional<String> found = Comparison.difference(
                    "the loss of step " + (i + 1),
                    new double[] {losses[i]},
                    new double[] {expected[i]},
                    Tolerance.TRAJECTORY.in(wanted.precision()));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static Optional<String> frozenBitsDiffer(TckCase wanted, Trial.Answer answer) throws ProtocolException {
        Optional<String> found = disagreement(wanted, answer);
        int frozen = ParameterLayout.of(wanted.network()).trainable().get(0).from();
        double[] after = answer.parameters();
        boolean same = Arrays.equals(Arrays.copyOf(after, frozen), Arrays.copyOf(wanted.parameters(), frozen));
        return found.or(() -> same ? Optional.empty() : Optional.of("parameters that are not trained have changed"));
    }

    private static Optional<String> divergenceNotTold(TckCase wanted, Trial.Answer answer) {
        return answer.end().status() == CellStatus.FAILED
                ? Optional.empty()
                : Optional.of("training that diverges must end as failed, not "
                        + answer.end().status());
    }

    private static Optional<String> didNotStopAtOnce(TckCase wanted, Trial.Answer answer) {
        return notOk(answer)
                .or(() -> answer.step() == 0 && answer.end().reason() != null
                        ? Optional.empty()
                        : Optional.of(
                                "the target was reached before the first step; it stopped at step " + answer.step()
                                        + " with the reason " + answer.end().reason()));
    }

    private static Optional<String> notOk(Trial.Answer answer) {
        return answer.end().status() == CellStatus.OK
                ? Optional.empty()
                : Optional.of("it ended as " + answer.end().status() + ": "
                        + answer.end().reason());
    }

    private static double[] difference(double[] a, double[] b) {
        double[] difference = new double[a.length];
        Arrays.setAll(difference, i -> a[i] - b[i]);
        return difference;
    }

    /** Keeps the first answer and holds the next against it. */
    private static final class FirstAnswer implements Trial.Check {

        private double @Nullable [] parameters;

        @Override
        public Optional<String> problem(TckCase wanted, Trial.Answer answer) throws ProtocolException {
            double[] now = answer.parameters();
            double[] first = parameters == null ? now : parameters;
            parameters = first;
            return Arrays.equals(first, now)
                    ? Optional.empty()
                    : Optional.of("the same training gave other parameters");
        }
    }
}
