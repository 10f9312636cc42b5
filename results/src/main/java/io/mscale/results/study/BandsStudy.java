package io.mscale.results.study;

import static io.mscale.results.study.StudyResults.testErrorRatio;
import static io.mscale.results.study.StudyResults.times;

import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellFolder;
import io.mscale.results.evidence.PredictionSum;
import io.mscale.results.number.Formats;
import io.mscale.results.study.Conclusion.Finding;
import io.mscale.results.study.Conclusion.Verdict;
import io.mscale.results.study.OverSeeds.Range;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Equations 1.1 to 1.12: each ring of a band-limited function by a network of its own, and all rings by subnetworks that
 * are trained jointly. The factor alpha_i of ring i is its outer border, so that the stretched ring lies within the unit
 * ball, which first-layer weights of scale 1 reach. Every ring's network has the size of one subnetwork: the sum of the
 * rings' networks is the joint network but for how it was trained, with as many samples and steps, and, where the widths
 * are multiples of the number of rings, as many parameters. Elsewhere, as at the size {@code smoke}, the joint network's
 * remainder of units goes to its largest scale, and the conclusion tells both numbers.
 */
final class BandsStudy extends Study {

    private static final int RINGS = 4;
    private static final int KMAX = 40;

    private static final String PLAIN = "plain-";
    private static final String STRETCHED = "stretched-";
    private static final String JOINT = "joint";
    private static final String WHOLE = "whole";

    BandsStudy() {
        super(
                "bands",
                "A band-limited function is learned band by band: each ring of frequencies easily by a network stretched"
                        + " by its own factor; their sum is what a network of subnetworks learns jointly.",
                trained());
    }

    private static StudyForm[] trained() {
        List<StudyForm> forms = new ArrayList<>();
        for (int ring = 1; ring <= RINGS; ring++) {
            StudyForm.Change size = new StudyForm.Widths(1.0 / RINGS);
            forms.add(form(Variant.SINGLE, PLAIN + ring, "ring " + ring + ", not stretched", ring, size));
            forms.add(form(
                    Variant.MULTI,
                    STRETCHED + ring,
                    "ring " + ring + ", stretched",
                    ring,
                    size,
                    new StudyForm.FixedScales(List.of(border(ring)))));
        }
        forms.add(form(Variant.SINGLE, WHOLE, "all rings, not stretched", 0));
        forms.add(form(
                Variant.MULTI2,
                JOINT,
                "all rings, jointly",
                0,
                new StudyForm.FixedScales(IntStream.rangeClosed(1, RINGS)
                        .mapToObj(BandsStudy::border)
                        .toList())));
        return forms.toArray(StudyForm[]::new);
    }

    /** A form whose target is one ring, or all of them for ring 0. */
    private static StudyForm form(Variant variant, String role, String label, int ring, StudyForm.Change... changes) {
        List<StudyForm.Change> all = new ArrayList<>(List.of(
                new StudyForm.TaskChoice("kmax", String.valueOf(KMAX)),
                new StudyForm.TaskChoice("bands", String.valueOf(RINGS)),
                new StudyForm.TaskChoice("ring", ring == 0 ? "all" : String.valueOf(ring))));
        all.addAll(List.of(changes));
        return new StudyForm(variant, role, label, all);
    }

    /** The outer border of a ring, the largest length of its wave vectors. */
    private static double border(int ring) {
        return (double) KMAX * ring / RINGS;
    }

    @Override
    public String task() {
        return "bandlimited";
    }

    @Override
    public boolean isBoundToItsTask() {
        return true;
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.ERRORS_BY_PART);
    }

    @Override
    List<Finding> findings(StudyResults results) {
        List<Finding> findings = new ArrayList<>();
        for (int ring = 1; ring <= RINGS; ring++) {
            findings.add(ofRing(ring, results));
        }
        findings.add(ofSum(results));
        TrainedForm joint = results.role(JOINT);
        TrainedForm whole = results.role(WHOLE);
        OverSeeds ratio = testErrorRatio(whole, joint);
        findings.add(new Finding(
                "one network that is not stretched (" + parameters(List.of(whole)) + ") is at " + whole.mse() + ", "
                        + times(ratio) + " that of the joint subnetworks",
                ratio.isAbove(CLEARLY)));
        return findings;
    }

    /** The innermost ring is low as it is: what stretching does for it is said, but the claim does not depend on it. */
    private static Finding ofRing(int ring, StudyResults results) {
        TrainedForm plain = results.role(PLAIN + ring);
        TrainedForm stretched = results.role(STRETCHED + ring);
        OverSeeds ratio = testErrorRatio(plain, stretched);
        String sentence = (ring == 1 ? results.conditions() + ": " : "") + "ring " + ring + ", up to k = "
                + number(border(ring)) + ", is at " + stretched.mse() + " stretched by "
                + number(stretched.largestScale()) + "; not stretched, at " + plain.mse() + ", " + times(ratio)
                + " that";
        return ring == 1 ? Finding.aside(sentence) : new Finding(sentence, ratio.isAbove(CLEARLY));
    }

    private static Finding ofSum(StudyResults results) {
        TrainedForm joint = results.role(JOINT);
        List<TrainedForm> parts = IntStream.rangeClosed(1, RINGS)
                .mapToObj(ring -> results.role(STRETCHED + ring))
                .toList();
        OverSeeds sum;
        try {
            sum = errorOfSum(joint, parts);
        } catch (IOException e) {
            return new Finding(
                    "the sum of the stretched networks cannot be formed: " + e.getMessage(), Verdict.CANNOT_TELL);
        }
        OverSeeds ratio = joint.testMse().over(sum);
        return new Finding(
                "the sum of the stretched networks (" + parameters(parts) + ") is at " + sum.inWords(Formats::error)
                        + " of the whole function; as many subnetworks trained jointly ("
                        + parameters(List.of(joint)) + ") are at " + joint.mse() + ", " + times(ratio) + " that",
                ratio.isBelow(CLEARLY));
    }

    /** The test MSE of the sum of networks for the target of another, over the seeds that all were trained with. */
    private static OverSeeds errorOfSum(TrainedForm whole, List<TrainedForm> parts) throws IOException {
        Map<Long, Range> errors = new TreeMap<>();
        for (long seed : whole.testMse().values().keySet()) {
            List<CellFolder> folders =
                    parts.stream().flatMap(part -> part.folder(seed).stream()).toList();
            Optional<CellFolder> target = whole.folder(seed);
            if (target.isPresent() && folders.size() == parts.size()) {
                errors.put(seed, Range.exactly(PredictionSum.testMse(target.get(), folders)));
            }
        }
        return new OverSeeds(errors);
    }

    private static String parameters(List<TrainedForm> forms) {
        return forms.stream().mapToLong(form -> form.any().parameters()).sum() + " parameters";
    }
}
