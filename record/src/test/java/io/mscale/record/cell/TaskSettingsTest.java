package io.mscale.record.cell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TaskSettingsTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @BeforeEach
    void makeAFile() throws IOException {
        file = Files.writeString(folder.resolve("data.csv"), "abc");
    }

    private static TaskSettings of(Path file) throws IOException {
        return new TaskSettings(Map.of("data", file.toString(), "test-share", "0.2"), List.of(DataFile.of(file)), null);
    }

    /** The digest of "abc" is the first example of FIPS 180-2. */
    @Test
    void dataFile_digest_isSha256() throws IOException {
        assertThat(DataFile.of(file).sha256())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void content_sameFileElsewhere_isTheSame() throws IOException {
        Path copy = Files.copy(file, folder.resolve("copy.csv"));
        Path other = Files.writeString(folder.resolve("other.csv"), "abd");

        assertThat(of(copy).content()).isEqualTo(of(file).content()).containsEntry("test-share", "0.2");
        assertThat(of(other).content()).isNotEqualTo(of(file).content());
    }

    @Test
    void problem_untouchedFile_isNone() throws IOException {
        assertThat(of(file).problem()).isEmpty();
        assertThat(TaskSettings.NONE.problem()).isEmpty();
    }

    @Test
    void problem_changedOrMissingFile_namesIt() throws IOException {
        TaskSettings settings = of(file);

        Files.writeString(file, "abd");
        assertThat(settings.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("'" + file + "' has changed", "ba7816bf"));

        Files.delete(file);
        assertThat(settings.problem())
                .hasValueSatisfying(problem -> assertThat(problem).contains("'" + file + "'", "there is no such file"));
    }
}
