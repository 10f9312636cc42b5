package io.mscale.results.study;

import io.mscale.record.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The name of the study that made a run. */
final class RecordedStudy {

    private static final String COMMAND = "study";

    /** Ends the program's own words; what follows is for JMH. */
    private static final String END = "--";

    /** The options without a value that {@code study} had when records did not name the study; every other had one. */
    private static final Set<String> FLAGS = Set.of(
            "--help", "-h", "--verbose", "--no-color", "--self-check", "--train-scales", "--yes", "--png", "--quiet");

    private RecordedStudy() {}

    /** The name as the record has it, or as the command of an older record says; empty if the run is no study's. */
    static Optional<String> of(RunRecord run) {
        return run.study() != null ? Optional.of(run.study()) : positional(run.command());
    }

    /** The word that is neither an option nor an option's value. */
    private static Optional<String> positional(List<String> command) {
        if (command.isEmpty() || !command.get(0).equals(COMMAND)) {
            return Optional.empty();
        }
        for (int i = 1; i < command.size() && !command.get(i).equals(END); i++) {
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
}
