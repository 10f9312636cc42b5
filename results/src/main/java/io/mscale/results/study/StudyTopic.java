package io.mscale.results.study;

import io.mscale.api.option.Named;
import io.mscale.api.option.Names;
import io.mscale.results.evidence.Evidence;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Function;

/** A claim that a study shows. */
public enum StudyTopic implements Named {
    CHAPTER(
            "chapter",
            "Figures 1.3 and 1.4: one scale learns the low frequencies only, many scales learn the high ones quickly.",
            Conclusions::chapter),
    FREQUENCY_PRINCIPLE(
            "frequency-principle",
            "A network of one scale learns low frequencies first; one of many scales learns them together.",
            Conclusions::frequencyPrinciple),
    STRETCH(
            "stretch",
            "Figure 1.1: stretching the coordinate turns a high frequency into a low one.",
            Conclusions::stretch),
    ACTIVATIONS(
            "activations",
            "The first layer's activation matters, sine and cosine more than wavelets; the other layers' hardly does.",
            Conclusions::activations),
    SCALES_TOO_LARGE("scales-too-large", "Scales that are too large generalise badly.", Conclusions::scalesTooLarge),
    EQUAL_SCALES("equal-scales", "Scales that are all equal and large still learn slowly.", Conclusions::equalScales),
    STRUCTURES(
            "structures",
            "Both multi-scale structures, one network or parallel subnetworks, learn what one scale does not.",
            Conclusions::structures),
    BASELINES(
            "baselines",
            "A multi-scale network is as accurate as Fourier features, NeRF's encoding, SIREN and mff.",
            Conclusions::baselines);

    private final String id;
    private final String claim;
    private final Function<Forms, Optional<Conclusion>> conclusion;

    StudyTopic(String id, String claim, Function<Forms, Optional<Conclusion>> conclusion) {
        this.id = id;
        this.claim = claim;
        this.conclusion = conclusion;
    }

    @Override
    public String id() {
        return id;
    }

    /** What is claimed, a sentence. */
    public String claim() {
        return claim;
    }

    /** The study that a report is of: that of its only run. */
    public static Optional<StudyTopic> of(Evidence evidence) {
        return evidence.runs().size() == 1
                ? RecordedStudy.of(evidence.runs().get(0).record()).flatMap(StudyTopic::find)
                : Optional.empty();
    }

    /** A record may name a study that only another version knows. */
    private static Optional<StudyTopic> find(String id) {
        return Arrays.stream(values()).filter(topic -> topic.id.equals(id)).findFirst();
    }

    /** What was measured; empty if too little ended well to say anything. Of several backends the first one's. */
    public Optional<Conclusion> conclude(Evidence evidence) {
        return Forms.of(evidence).flatMap(conclusion);
    }

    /**
     * The topic with that id.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static StudyTopic named(String id) {
        return Names.parse("study", StudyTopic.class, id);
    }

    @Override
    public String toString() {
        return id;
    }
}
