package io.mscale.harness.run;

import com.beust.jcommander.Parameter;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.task.FittingTask;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.KeepOptions;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.record.cell.CellSpec;
import io.mscale.results.study.Studies;
import io.mscale.results.study.Study;
import java.io.IOException;
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
            "--rounds",
            "--recipe",
            KeepOptions.FROM,
            KeepOptions.RESET);

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

    /** Fewer seeds have no interval, and without an interval there is no verdict. */
    @Override
    protected int defaultRepeats() {
        return Study.SEEDS;
    }

    @Override
    public CellSpec.Measurement measurement(FittingTask task, boolean twin) {
        CellSpec.Measurement measurement = super.measurement(task, twin);
        return study().needsKernel() ? measurement.withKernel() : measurement;
    }

    /** The network forms. */
    @Override
    protected Set<String> withheld() {
        return Set.copyOf(FORM);
    }

    /** The task of the study, or the user's where the claim is not about the study's own. */
    @Override
    public List<ChosenTask> chosen(Tasks tasks) throws IOException {
        Study study = study();
        taskOptions().choices().keySet().stream()
                .filter(study.taskChoices()::contains)
                .findFirst()
                .ifPresent(name -> {
                    throw new UsageException(taskOptions().words(name) + ": study '" + study.id()
                            + "' chooses that itself; see study --help");
                });
        if (study.takesAllSamplesInEveryStep() && isGiven("--train-size")) {
            throw new UsageException("--train-size: in study '" + study.id()
                    + "' every step takes all samples; --batch says how many they are");
        }
        List<ChosenTask> chosen = ChosenTask.of(taskOptions(), tasks, study.task());
        if (chosen.size() > 1) {
            throw new UsageException("--task: a study has one task, not " + chosen.size());
        }
        String id = chosen.get(0).task().id();
        if (study.isBoundToItsTask() && !id.equals(study.task())) {
            throw new UsageException("--task: study '" + study.id() + "' is about task '" + study.task()
                    + "' alone, not '" + id + "'; any task: " + String.join(", ", Studies.forAnyTask()));
        }
        if (study.needsTrainingError()
                && BoundaryValueTask.equation(chosen.get(0).task()).isPresent()) {
            throw new UsageException("--task: study '" + study.id() + "' needs the error at the training points, and "
                    + id + " learns from an equation; with --loss mse it is fitted");
        }
        return chosen;
    }

    @Override
    List<Form> forms(List<ChosenTask> chosen) {
        return Form.of(study());
    }

    @Override
    String studyId() {
        return study().id();
    }
}
