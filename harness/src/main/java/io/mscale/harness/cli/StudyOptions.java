package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;

/** Options of {@code study}: those of {@code run} except what the study itself sets. */
public final class StudyOptions extends RunOptions {

    private static final List<String> FORM =
            List.of("--variant", "--scales", "--first-activation", "--activation", "--width", "--lr", "--recipe");

    /** Options that a study sets itself: the task and the network forms. */
    static Set<String> itsOwn() {
        Set<String> names = new TreeSet<>(CommandLine.optionNames(TaskOptions.class));
        names.addAll(FORM);
        return names;
    }

    @Parameter
    private List<String> names = new ArrayList<>();

    /**
     * The study the user named.
     *
     * @throws UsageException if none, several or an unknown one is named
     */
    public Study study() {
        if (names.size() != 1) {
            throw new UsageException("study takes the name of one study: " + String.join(", ", Studies.ids()));
        }
        return UsageException.naming("study", () -> Studies.named(names.get(0)));
    }

    @Override
    public Optional<Integer> steps() {
        OptionalInt ownSteps = study().steps(preset());
        return super.steps().or(() -> ownSteps.isPresent() ? Optional.of(ownSteps.getAsInt()) : Optional.empty());
    }
}
