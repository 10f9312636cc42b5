package io.mscale.results.study;

import io.mscale.api.network.Variant;
import io.mscale.results.study.Conclusion.Finding;
import java.util.List;

/** When each frequency is learned, with one scale and with many. */
final class FrequencyPrincipleStudy extends Study {

    /** Rank correlation of frequency and step above which low frequencies are learned first. */
    private static final double IN_ORDER = 0.5;

    /** Ratio of the spreads above which many scales learn the frequencies closer together. */
    private static final double CLOSER = 2;

    FrequencyPrincipleStudy() {
        super(
                "frequency-principle",
                "A network of one scale learns low frequencies first; one of many scales learns them together.",
                StudyForm.plain(Variant.SINGLE, Variant.MULTI));
    }

    @Override
    boolean waitsForHighFrequencies() {
        return true;
    }

    @Override
    public List<Drawing> drawings() {
        return List.of(Drawing.FREQUENCIES);
    }

    @Override
    List<Finding> findings(StudyResults results) {
        TrainedForm single = variant(results, Variant.SINGLE);
        TrainedForm multi = variant(results, Variant.MULTI);
        OverSeeds order = single.orderOfFrequencies();
        OverSeeds ratio = single.spreadOfFrequencies().over(multi.spreadOfFrequencies());
        return List.of(
                new Finding(
                        results.conditions() + ": with one scale, half of each frequency is learned"
                                + single.frequenciesInWords()
                                + "; the rank correlation of frequency and step is "
                                + order.inWords(StudyResults::correlation),
                        order.isAbove(IN_ORDER)),
                new Finding(
                        "with many scales" + multi.frequenciesInWords()
                                + "; from the first to the last frequency the steps grow "
                                + StudyResults.times(single.spreadOfFrequencies()) + " with one scale, "
                                + StudyResults.times(multi.spreadOfFrequencies()) + " with many: a ratio of "
                                + ratio.inWords(StudyResults::factor),
                        ratio.isAbove(CLOSER)));
    }
}
