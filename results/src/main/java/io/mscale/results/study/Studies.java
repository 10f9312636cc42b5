package io.mscale.results.study;

import io.mscale.api.option.Names;
import io.mscale.results.evidence.Evidence;
import java.util.List;
import java.util.Optional;

/** All studies. */
public final class Studies {

    /** In the order of {@code list studies}. */
    public static final List<Study> ALL = List.of(
            new ChapterStudy(),
            new FrequencyPrincipleStudy(),
            new StretchStudy(),
            new ActivationsStudy(),
            new ScalesTooLargeStudy(),
            new EqualScalesStudy(),
            new StructuresStudy(),
            new BaselinesStudy());

    private Studies() {}

    /** The names of all studies. */
    public static List<String> ids() {
        return ALL.stream().map(Study::id).toList();
    }

    /**
     * The study of that name.
     *
     * @throws IllegalArgumentException if there is none
     */
    public static Study named(String id) {
        return find(id).orElseThrow(() -> Names.unknown("study", id, ids()));
    }

    /** The study behind a report, if it covers a single run. Empty also if only another version knows the study. */
    public static Optional<Study> of(Evidence evidence) {
        return evidence.runs().size() == 1
                ? RecordedStudy.of(evidence.runs().get(0).record()).flatMap(Studies::find)
                : Optional.empty();
    }

    private static Optional<Study> find(String id) {
        return ALL.stream().filter(study -> study.id().equals(id)).findFirst();
    }
}
