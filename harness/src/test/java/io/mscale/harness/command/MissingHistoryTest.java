package io.mscale.harness.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissingHistoryTest {

    private static final String ADVICE = "history add makes one";

    @TempDir
    private Path folder = Path.of("");

    private String reason(String name) {
        return new MissingHistory(folder.resolve(name)).reason(ADVICE).replace(folder + "/", "");
    }

    @Test
    void reason_noSuchFolder_saysSo() {
        assertThat(reason("hisst"))
                .isEqualTo("--history: 'hisst' is not a history: there is no such folder; history add makes one");
    }

    @Test
    void reason_folderWithoutRuns_saysSo() throws IOException {
        Files.createDirectories(folder.resolve("hisst"));

        assertThat(reason("hisst"))
                .isEqualTo("--history: 'hisst' is not a history: it has no runs/; history add makes one");
    }

    /** A folder that is no history is not meant. */
    @Test
    void reason_historyOfNearlyThatName_isSuggested() throws IOException {
        Files.createDirectories(folder.resolve("hist/runs"));
        Files.createDirectories(folder.resolve("hisst2"));
        Files.createDirectories(folder.resolve("nightly/runs"));

        assertThat(reason("hisst"))
                .isEqualTo("--history: 'hisst' is not a history: there is no such folder; did you mean 'hist'?"
                        + " If not, history add makes one");
        assertThat(reason("elsewhere")).doesNotContain("did you mean");
        assertThat(reason("none/hist")).as("its parent is missing, too").doesNotContain("did you mean");
    }
}
