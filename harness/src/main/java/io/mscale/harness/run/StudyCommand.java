package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.CommandLine;
import io.mscale.harness.cli.TaskOptions;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.record.cell.TaskSettings;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** {@code study}: runs what a study trains. The options are those of {@code run} except what the study itself sets. */
public final class StudyCommand extends RunCommand {

    private static final List<String> FORM = List.of(
            "--variant",
            "--scales",
            "--first-activation",
            "--activation",
            "--width",
            "--equal-parameters",
            "--lr",
            "--recipe");

    @Parameter
    private List<String> names = new ArrayList<>();

    /** The one study the user named. */
    public Study study() {
        if (names.size() != 1) {
            throw new UsageException("study takes the name of one study: " + String.join(", ", Studies.ids()));
        }
        return UsageException.naming("study", () -> Studies.named(names.get(0)));
    }

    @Override
    public Optional<Integer> steps() {
        return super.steps().or(() -> study().steps(preset()).stream().boxed().findFirst());
    }

    /** The task and the network forms. */
    @Override
    protected Set<String> withheld() {
        Set<String> own = CommandLine.optionNames(TaskOptions.class);
        own.addAll(FORM);
        return own;
    }

    @Override
    List<ChosenTask> chosen(Tasks tasks) {
        return List.of(new ChosenTask(tasks.require(study().task()), TaskSettings.NONE));
    }

    @Override
    List<Form> forms(List<ChosenTask> chosen) {
        return Form.of(study(), chosen.get(0).task(), preset());
    }

    @Override
    String studyId() {
        return study().id();
    }
}
