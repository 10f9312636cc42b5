package io.mscale.results.study;

import io.mscale.record.run.RunRecord;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Finds the name of the study that made a run. */
final class RecordedStudy {

    private static final String COMMAND = "study";

    /** Ends the program's own arguments; the rest is passed to JMH. */
    private static final String END = "--";

    /**
     * Options of {@code study} without a value, from the time before records named the study; all others took a
     * value.
     */
    private static final Set<String> FLAGS = Set.of(
            "--help", "-h", "--verbose", "--no-color", "--self-check", "--train-scales", "--yes", "--png", "--quiet");

    private RecordedStudy() {}

    /** The recorded name, or the one in the command of an older record; empty if the run belongs to no study. */
    static Optional<String> of(RunRecord run) {
        return run.study() != null ? Optional.of(run.study()) : positional(run.command());
    }

    /** The argument that is neither an option nor an option's value. */
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
