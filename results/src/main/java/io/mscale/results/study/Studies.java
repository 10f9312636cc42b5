package io.mscale.results.study;

import io.mscale.api.option.Names;
import io.mscale.record.run.RunRecord;
import io.mscale.results.evidence.Evidence;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All studies. */
public final class Studies {

    /** In the order of {@code list studies}. */
    public static final List<Study> ALL = List.of(
            new ChapterStudy(),
            new FrequencyPrincipleStudy(),
            new KernelStudy(),
            new StretchStudy(),
            new BandsStudy(),
            new ActivationsStudy(),
            new ScalesTooLargeStudy(),
            new GeneralisationStudy(),
            new EqualScalesStudy(),
            new StructuresStudy(),
            new BaselinesStudy(),
            new PdeStudy(),
            new LossesStudy());

    /**
     * Options of {@code study} without a value, from the time before records named the study; all others took a
     * value.
     */
    private static final Set<String> FLAGS = Set.of(
            "--help", "-h", "--verbose", "--no-color", "--self-check", "--train-scales", "--yes", "--png", "--quiet");

    private Studies() {}

    public static List<String> ids() {
        return ALL.stream().map(Study::id).toList();
    }

    /** The ids of the studies that can be run on any task. */
    public static List<String> forAnyTask() {
        return ALL.stream()
                .filter(study -> !study.isBoundToItsTask())
                .map(Study::id)
                .toList();
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
        if (evidence.runs().size() > 1) {
            return Optional.empty();
        }
        RunRecord run = evidence.runs().get(0).record();
        return Optional.ofNullable(run.study())
                .or(() -> positional(run.command()))
                .flatMap(Studies::find);
    }

    /** The argument that is neither an option nor an option's value; what follows "--" is for JMH. */
    private static Optional<String> positional(List<String> command) {
        if (command.isEmpty() || !command.get(0).equals("study")) {
            return Optional.empty();
        }
        for (int i = 1; i < command.size() && !command.get(i).equals("--"); i++) {
            String word = command.get(i);
            if (!word.startsWith("-")) {
                return Optional.of(word);
            }
            if (!FLAGS.contains(word) && !word.contains("=")) {
                i++;
            }
        }
        return Optional.empty();
    }

    private static Optional<Study> find(String id) {
        return ALL.stream().filter(study -> study.id().equals(id)).findFirst();
    }
}
