package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mscale.record.cell.DataFile;
import io.mscale.record.cell.TaskSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProvidersTest {

    @Test
    void find_knownIds_givesTheProviders() {
        assertThat(Providers.backend("linear")).isInstanceOf(LinearBackend.class);
        assertThat(Providers.task(Cells.ofTask("line", TaskSettings.NONE))).isInstanceOf(LineTask.class);
        assertThat(Providers.task(Cells.ofTask("fit1d", TaskSettings.NONE)).id())
                .isEqualTo("fit1d");
    }

    @Test
    void backend_unknown_namesWhatWasFound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.backend("nope"))
                .withMessageStartingWith("no backend 'nope' on the class path; found: [linear, ");
    }

    @Test
    void task_unknown_namesWhatWasFound() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.task(Cells.ofTask("nope", TaskSettings.NONE)))
                .withMessageContainingAll("no task 'nope' on the class path", "line", "fit1d");
    }

    @Test
    void task_optionItDoesNotHave_isRefused() {
        TaskSettings settings = new TaskSettings(Map.of("slope", "3"), List.of(), null);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Providers.task(Cells.ofTask("line", settings)))
                .withMessageContaining("slope");
    }

    @Test
    void task_ofAFileThatChanged_isRefused(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("data.csv"), "before");
        TaskSettings settings = new TaskSettings(Map.of(), List.of(DataFile.of(file)), null);
        assertThat(Providers.task(Cells.ofTask("line", settings))).isInstanceOf(LineTask.class);

        Files.writeString(file, "after");

        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.task(Cells.ofTask("line", settings)))
                .withMessageContainingAll(file.toString(), "has changed");
    }

    @Test
    void backend_otherApiVersion_isRefused() {
        assertThatIllegalStateException()
                .isThrownBy(() -> Providers.backend("other-version"))
                .withMessage(
                        "backend 'other-version': it was built for version 6 of the API; this is version 5, which takes"
                                + " backends of versions 3 to 5");
    }
}
