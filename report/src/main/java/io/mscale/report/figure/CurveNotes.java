package io.mscale.report.figure;

import io.mscale.results.evidence.PublishedCurves;
import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/** What a chart's curves stand for, in words. */
final class CurveNotes {

    private CurveNotes() {}

    /** What lines, bands, dots and rings mean, and which repeats are missing. */
    static List<String> of(List<RepeatedCurve> curves, Labels labels, boolean hasRepeats) {
        List<String> notes = new ArrayList<>();
        var repeats = curves.stream()
                .mapToInt(curve -> curve.repeats().size())
                .filter(count -> count > 1)
                .summaryStatistics();
        if (repeats.getCount() > 0) {
            notes.add("lines: medians over "
                    + (repeats.getMin() == repeats.getMax() ? "" : repeats.getMin() + " to ") + repeats.getMax()
                    + " repeats; shaded: their range" + (hasRepeats ? "; thin: each repeat" : ""));
        }
        if (curves.stream().anyMatch(curve -> curve.line().size() > 1)) {
            notes.add("dots: the lowest error of each line");
        }
        if (curves.stream()
                .filter(curve -> hasRepeats || curve.repeats().size() == 1)
                .flatMap(curve -> curve.repeats().stream())
                .anyMatch(repeat -> repeat.kept() != null)) {
            notes.add("rings: the parameters that were kept, of the least validation error");
        }
        for (RepeatedCurve curve : curves) {
            String name = labels.of(curve.entry()).toString();
            if (curve.lastStep() != null) {
                notes.add("not all repeats of " + name + " went on after step " + curve.lastStep()
                        + ", where their median ends");
            }
            if (!curve.leftOut().isEmpty()) {
                notes.add("left out of " + name + ": " + curve.leftOut() + " repeats");
            }
        }
        return notes;
    }

    /**
     * The source of published curves, and their ends if they are not drawn.
     *
     * @param areDrawn whether at least a part of them is drawn
     * @param isBeyond whether a step is beyond the axis
     */
    static String source(PublishedCurves published, boolean areDrawn, IntPredicate isBeyond) {
        if (published.curves().isEmpty()) {
            return "";
        }
        String ends = published.curves().stream()
                .map(curve ->
                        new End(curve.name(), curve.points().get(curve.points().size() - 1)))
                .filter(end -> isBeyond.test(end.point().step()))
                .map(end -> end.name().replace("published: ", "") + " at "
                        + Formats.error(end.point().testMse()) + " after "
                        + end.point().step() + " steps")
                .collect(Collectors.joining(", "));
        return published.source()
                + (ends.isEmpty() ? "" : (areDrawn ? ", end" : ", lie") + " beyond this axis: " + ends);
    }

    private record End(String name, PublishedCurves.Point point) {}
}
