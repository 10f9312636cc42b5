package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import io.mscale.results.study.Conclusion.Verdict;
import io.mscale.results.study.OverSeeds.Range;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * Ever larger scales with ever more training samples, on a function that needs no large scale: what the test error then
 * shows is what the scales do between the samples. For n samples on an interval of length L, neurons of scale a oscillate
 * 2 pi n / (L a) samples per period, so that the largest scale that generalises should be proportional to n.
 */
final class GeneralisationStudy extends Study {

    private static final int SCALES = 100;

    /** The exponent of n is 1 by the rule; it is taken for borne out when it is nearer to 1 than to 0 or 2. */
    private static final double LEAST_EXPONENT = 0.5;

    private static final double LARGEST_EXPONENT = 1.5;

    GeneralisationStudy() {
        super(
                "generalisation",
                "The largest scale that generalises is proportional to the number of training samples.",
                DoubleStream.of(0.125, 0.25, 0.5, 1)
                        .boxed()
                        .flatMap(samples ->
                                DoubleStream.of(1, 2, 4, 8, 16, 32).mapToObj(largest -> form(samples, largest)))
                        .toArray(StudyForm[]::new));
    }

    private static StudyForm form(double samples, double largest) {
        return new StudyForm(
                Variant.MULTI,
                "samples x" + number(samples),
                "samples x" + number(samples) + ", largest scale x" + number(largest),
                new StudyForm.TrainSize(samples),
                new StudyForm.EvenScales(SCALES, largest));
    }

    @Override
    public String task() {
        return "stretch";
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.LARGEST_SCALES);
    }

    /** The largest scale that generalises, of the networks with as many training samples. */
    private record Reach(int samples, OverSeeds scale) {

        /**
         * The scale up to which the test MSE is at most {@code mse}, seed by seed; between two of the scales that were
         * tried, on the straight line in logarithms.
         */
        static Reach of(int samples, List<TrainedForm> forms, double mse) {
            List<TrainedForm> ascending = forms.stream()
                    .sorted(Comparator.comparingDouble(TrainedForm::largestScale))
                    .toList();
            Map<Long, Range> found = new HashMap<>();
            for (long seed : ascending.get(0).testMse().values().keySet()) {
                found.put(seed, largestScale(ascending, seed, mse));
            }
            return new Reach(samples, new OverSeeds(found));
        }

        String inWords() {
            return "with " + samples + " samples up to " + scale.inWords(StudyResults::factor);
        }
    }

    @Override
    public boolean needsTrainingError() {
        return true;
    }

    @Override
    List<Finding> findings(StudyResults results) {
        List<Reach> reaches = results.forms().stream()
                .collect(Collectors.groupingBy(form -> form.any().training().trainSize()))
                .entrySet()
                .stream()
                .map(group -> Reach.of(group.getKey(), group.getValue(), results.targetMse()))
                .sorted(Comparator.comparingInt(Reach::samples))
                .toList();
        Reach fewest = reaches.get(0);
        Reach most = reaches.get(reaches.size() - 1);
        double ratio = (double) most.samples() / fewest.samples();
        OverSeeds growth = most.scale().over(fewest.scale());
        TrainedForm worst = results.forms().stream()
                .max(Comparator.comparingDouble(form -> form.trainMse().median()))
                .orElseThrow();
        // What is not learned on the training set cannot generalise, whatever the scales.
        boolean isTrained = worst.trainMse().isBelow(results.targetMse()) == Verdict.BEARS_OUT;
        return List.of(
                new Finding(
                        results.conditions() + ": scales generalise, with a test MSE of at most "
                                + Formats.error(results.targetMse()) + ", "
                                + reaches.stream().map(Reach::inWords).collect(Collectors.joining(", ")) + ": "
                                + times(growth) + " with " + StudyResults.factor(ratio) + " times as many samples",
                        isTrained ? growth.isAbove(Math.pow(ratio, LEAST_EXPONENT)) : Verdict.CANNOT_TELL),
                new Finding(
                        "proportional to the samples it would be " + StudyResults.factor(ratio)
                                + " times; with the most samples the largest scale is "
                                + most.scale().over(most.samples()).inWords(StudyResults::factor)
                                + " times their number",
                        isTrained ? growth.isBelow(Math.pow(ratio, LARGEST_EXPONENT)) : Verdict.CANNOT_TELL),
                Finding.aside("the largest training MSE, with " + worst.name() + ", is "
                        + worst.trainMse().inWords(Formats::error) + ", "
                        + (isTrained
                                ? "so that it is not the training that fails"
                                : "too much to tell bad training from bad generalisation")));
    }

    private static Range largestScale(List<TrainedForm> ascending, long seed, double mse) {
        double above = Double.NaN;
        double scaleAbove = Double.NaN;
        // From the largest down: a small scale that does not reach the target lacks training, not samples.
        for (int i = ascending.size() - 1; i >= 0; i--) {
            TrainedForm form = ascending.get(i);
            Range error = form.testMse().values().get(seed);
            if (error == null) {
                continue;
            }
            if (error.upper() <= mse) {
                return Double.isNaN(above)
                        ? Range.above(form.largestScale())
                        : Range.exactly(crossing(form.largestScale(), error.upper(), scaleAbove, above, mse));
            }
            above = error.upper();
            scaleAbove = form.largestScale();
        }
        return new Range(0, scaleAbove);
    }

    private static double crossing(double x1, double y1, double x2, double y2, double y) {
        double part = Math.log(y / y1) / Math.log(y2 / y1);
        return x1 * Math.pow(x2 / x1, part);
    }
}
