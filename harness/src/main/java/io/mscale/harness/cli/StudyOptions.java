package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import io.mscale.results.study.StudyTopic;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Options of {@code study}: those of {@code run}, but for what the study itself chooses. */
public final class StudyOptions extends RunOptions {

    private static final List<String> FORM =
            List.of("--variant", "--scales", "--first-activation", "--activation", "--width", "--lr", "--recipe");

    /** The options for what a study chooses itself: its task and the forms it trains. */
    static Set<String> itsOwn() {
        Set<String> names = new TreeSet<>(CommandLine.optionNames(TaskOptions.class));
        names.addAll(FORM);
        return names;
    }

    @Parameter
    private List<String> names = new ArrayList<>();

    /**
     * The study.
     *
     * @throws UsageException if none, several or an unknown one is named
     */
    public StudyTopic topic() {
        String known = String.join(
                ", ", Arrays.stream(StudyTopic.values()).map(StudyTopic::id).toList());
        if (names.size() != 1) {
            throw new UsageException("study takes the name of one study: " + known);
        }
        return UsageException.naming("study", () -> StudyTopic.named(names.get(0)));
    }

    /** What the study fits. */
    public String task() {
        return topic() == StudyTopic.STRETCH ? "stretch" : "fit1d";
    }

    @Override
    public Optional<Integer> steps() {
        Optional<Integer> asked = super.steps();
        OptionalInt ownSteps = ownSteps();
        return asked.isPresent() || ownSteps.isEmpty() ? asked : Optional.of(ownSteps.getAsInt());
    }

    /** Steps where the preset's are too few to see the claim, or more than are worth waiting for. */
    private OptionalInt ownSteps() {
        return switch (preset()) {
            case SMOKE -> OptionalInt.empty();
            case QUICK -> topic() == StudyTopic.FREQUENCY_PRINCIPLE ? OptionalInt.of(1000) : OptionalInt.empty();
            case PAPER -> OptionalInt.of(1000);
        };
    }
}
