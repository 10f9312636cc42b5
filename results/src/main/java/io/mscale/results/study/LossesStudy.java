package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;

/**
 * The frequency principle under three losses, which weigh a mode of frequency k by 1, k^2 and k^4: the same network and
 * solution, a sum of three sines, with the squared error, an equation's energy and its residual.
 */
final class LossesStudy extends Study {

    private static final String SQUARED_ERROR = "mse";
    private static final String ENERGY = "energy";
    private static final String RESIDUAL = "residual";

    /** A scale with which the network learns the highest of the frequencies by each of the losses. */
    private static final double SCALE = 4;

    /** With the learning rate of the paper size, a tenth of that of the quick size. */
    private static final int PAPER_STEPS = 30_000;

    /** Factor between two losses above which frequencies are learned in another order. */
    private static final double APART = 2;

    LossesStudy() {
        super(
                "principle-under-losses",
                "By the squared error a network learns low frequencies first, by the residual of an equation high ones;"
                        + " its energy lies between.",
                form(SQUARED_ERROR, "squared error"),
                form(ENERGY, "energy"),
                form(RESIDUAL, "residual"));
    }

    /**
     * With all points in every step: the force of the highest frequency is 400 times that of the lowest, and its mean over a
     * part of the points hides that of the lowest.
     */
    private static StudyForm form(String loss, String label) {
        return new StudyForm(
                Variant.MULTI,
                loss,
                label,
                new StudyForm.FixedScales(List.of(SCALE)),
                new StudyForm.FullBatches(),
                new StudyForm.TaskChoice("loss", loss),
                new StudyForm.TaskChoice("mu", "pi,5pi,20pi"));
    }

    @Override
    public String task() {
        return "ritz1d";
    }

    @Override
    public boolean isBoundToItsTask() {
        return true;
    }

    @Override
    int paperSteps() {
        return PAPER_STEPS;
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.FREQUENCIES);
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm squaredError = results.role(SQUARED_ERROR);
        TrainedForm energy = results.role(ENERGY);
        TrainedForm residual = results.role(RESIDUAL);
        OverSeeds ofSquaredError = lowestOverHighest(squaredError);
        OverSeeds ofEnergy = lowestOverHighest(energy);
        OverSeeds ofResidual = lowestOverHighest(residual);
        OverSeeds later = ofEnergy.over(ofSquaredError);
        OverSeeds earlier = ofResidual.over(ofEnergy);
        return List.of(
                new Finding(
                        results.conditions() + ": by the squared error half of each frequency is learned"
                                + squaredError.frequenciesInWords() + ", so that the lowest takes "
                                + times(ofSquaredError)
                                + " the steps of the highest",
                        ofSquaredError.isBelow(1 / APART)),
                new Finding(
                        "by the residual" + residual.frequenciesInWords() + " it takes " + times(ofResidual),
                        ofResidual.isAbove(APART)),
                new Finding(
                        "by the energy" + energy.frequenciesInWords() + " " + times(ofEnergy) + ", " + times(later)
                                + " as many as by the squared error",
                        later.isAbove(APART)),
                new Finding(
                        "and by the residual " + times(earlier) + " as many as by the energy", earlier.isAbove(APART)));
    }

    private static OverSeeds lowestOverHighest(TrainedForm form) {
        List<Double> frequencies = form.frequencies();
        return form.stepsToFrequency(frequencies.get(0))
                .over(form.stepsToFrequency(frequencies.get(frequencies.size() - 1)));
    }
}
