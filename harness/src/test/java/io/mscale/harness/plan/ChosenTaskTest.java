package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.task.FittingTask;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskOption;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.cli.Recipe;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Tasks;
import io.mscale.record.cell.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ChosenTaskTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static List<ChosenTask> chosen(String... arguments) throws IOException {
        return ChosenTask.of(options(arguments).taskOptions(), Tasks.ofThisProgram());
    }

    private static RunOptions options(String... arguments) {
        return (RunOptions) CommandName.parse(arguments);
    }

    private Path table(int rows) throws IOException {
        StringBuilder csv = new StringBuilder("hour,load\n");
        for (int i = 0; i < rows; i++) {
            csv.append(i).append(',').append(i % 7).append('\n');
        }
        return Files.writeString(folder.resolve("table.csv"), csv);
    }

    @Test
    void of_nothing_isTheChaptersFunction() throws IOException {
        assertThat(chosen()).extracting(chosen -> chosen.task().id()).containsExactly("fit1d");
        assertThat(chosen().get(0).settings().options()).isEmpty();
    }

    @Test
    void of_optionAlone_standsForItsTask() throws IOException {
        assertThat(chosen("--image", "rings").get(0).task().id()).isEqualTo("image");
        assertThat(chosen("--data", table(20).toString()).get(0).task().id()).isEqualTo("csv");
        assertThat(chosen("--dimension=3", "--kmax", "9").get(0).settings().options())
                .containsEntry("dimension", "3")
                .containsEntry("kmax", "9")
                .containsEntry("bands", "4");
    }

    @Test
    void of_optionOfOneOfSeveralTasks_goesToIt() throws IOException {
        List<ChosenTask> tasks = chosen("--task", "fit1d,bandlimited", "--bands", "2");

        assertThat(tasks.get(0).settings().options()).isEmpty();
        assertThat(tasks.get(1).settings().options()).containsEntry("bands", "2");
    }

    @Test
    void of_genericForm_isTheSame() throws IOException {
        assertThat(chosen("--task-option", "bands=2", "--task-option", "kmax=5")
                        .get(0)
                        .settings()
                        .options())
                .containsEntry("bands", "2")
                .containsEntry("kmax", "5");
    }

    @Test
    void of_file_isRecordedWithItsDigestAndItsUnits() throws IOException {
        Path table = table(20);

        ChosenTask chosen = chosen("--data", table.toString()).get(0);

        assertThat(chosen.settings().files()).singleElement().satisfies(file -> {
            assertThat(file.path()).isEqualTo(table.toString());
            assertThat(file.sha256()).hasSize(64);
        });
        assertThat(chosen.settings().units()).isNotNull();
        assertThat(chosen.settings().options()).containsEntry("inputs", "hour").containsEntry("output", "load");
    }

    @Test
    void of_wrongChoices_areToldByTheNameTheUserWrote() {
        assertRefused("--dimension: '9'", "--dimension", "9");
        assertRefused("--task-option dimension: '9'", "--task-option", "dimension=9");
        assertRefused("--data: there is no file 'nowhere.csv'", "--data", "nowhere.csv");
        assertRefused("--image: there is no file 'sceen'", "--image", "sceen");
        assertRefused("--task: unknown task 'fit3d'", "--task", "fit3d");
        assertRefused(
                "--dimension: no such option of task 'fit1d'; it is an option of task 'bandlimited'",
                "--task",
                "fit1d",
                "--dimension",
                "2");
        assertRefused("--task-option colour: no task has such an option", "--task-option", "colour=red");
        assertRefused("--image, --data: no task has all these options", "--image", "rings", "--data", "a.csv");
        assertRefused("--task-option: 'colour' is not NAME=VALUE", "--task-option", "colour");
        assertRefused("--task-option: 'bands' is given more than once", "--bands", "2", "--task-option", "bands=3");
    }

    @Test
    void with_fileThatVanished_isNamed() {
        Path gone = folder.resolve("gone.csv");
        FittingTask task = new SoundTask() {

            @Override
            public List<TaskOption> options() {
                return List.of(new TaskOption("ring", "N", "which ring", "1"));
            }

            @Override
            public FittingTask configured(Map<String, String> choices) {
                return this;
            }

            @Override
            public List<Path> files() {
                return List.of(gone);
            }
        };
        ChosenTask chosen = new ChosenTask(task, TaskSettings.NONE);

        assertThat(chosen.with(Map.of())).isEqualTo(chosen);
        assertThatThrownBy(() -> chosen.with(Map.of("ring", "2")))
                .isInstanceOf(UsageException.class)
                .hasMessage("--task: task 'sound' cannot be used: files names '" + gone + "', which cannot be read");
    }

    @Test
    void sampleSizes_ofATable_leaveWhatIsNotTrainedOnToTheTest() throws IOException {
        assertThat(sizes(100)).containsExactly(80, 20);
        assertThat(sizes(100, "--train-size", "90")).containsExactly(90, 10);
        assertThat(sizes(100, "--test-size", "50")).containsExactly(50, 50);
        assertThatThrownBy(() -> sizes(100, "--train-size", "100"))
                .isInstanceOf(UsageException.class)
                .hasMessage(
                        "--train-size: 100 leaves none to test with; task 'csv' has 100 samples for training and test"
                                + " together");
        assertThatThrownBy(() -> sizes(100, "--train-size", "60", "--test-size", "60"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--train-size, --test-size: 60 and 60 are too many");
        assertThatThrownBy(() -> sizes(100, "--test-size", "100"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("--test-size: 100 leaves none to train on");
    }

    @Test
    void sampleSizes_rowsKeptForTesting_areNotTrainedOn() throws IOException {
        assertThat(sizes(100, "--split", "every:2", "--train-size", "50")).containsExactly(50, 50);
        assertThat(sizes(100, "--split", "every:2", "--test-size", "10")).containsExactly(50, 10);
        assertThatThrownBy(() -> sizes(100, "--split", "every:2", "--train-size", "90"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--train-size: 90 are too many: task 'csv' has 50 samples for training and validation, and"
                        + " keeps 50 for testing");
    }

    private List<Integer> sizes(int rows, String... arguments) throws IOException {
        RunOptions options = options(arguments);
        List<String> words = new ArrayList<>(List.of(arguments));
        words.addAll(List.of("--data", table(rows).toString()));
        ChosenTask chosen = chosen(words.toArray(String[]::new)).get(0);
        PresetSettings settings = options.settings(chosen.task(), Recipe.OURS);
        return List.of(settings.trainSize(), settings.testSize());
    }

    private static void assertRefused(String message, String... arguments) {
        assertThatThrownBy(() -> chosen(arguments))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith(message);
    }
}
