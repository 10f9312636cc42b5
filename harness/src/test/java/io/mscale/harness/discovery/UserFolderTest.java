package io.mscale.harness.discovery;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UserFolderTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path root;

    @BeforeEach
    void layOut() throws IOException {
        for (String file : new String[] {
            "plugins/mine/mine.jar",
            "plugins/mine/cpu/natives.jar",
            "plugins/worker/backend.json",
            "plugins/notes.txt",
            "project/pom.xml",
            "project/target/mine.jar",
            "project/target/backends/mine/mine.jar",
            "tasks/slope.jar",
            "tasks/doc/readme.txt",
            "build/target/tasks.jar",
            "empty/file.txt"
        }) {
            Path path = root.resolve(file);
            Files.createDirectories(path.getParent());
            Files.createFile(path);
        }
    }

    private UserFolder folder(String path) {
        return new UserFolder("--dir", root.resolve(path));
    }

    private String quoted(String path) {
        return "'" + root.resolve(path) + "'";
    }

    private void assertBackendsRefused(String path, String reason) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> folder(path).requireBackends())
                .withMessage("--dir: " + quoted(path) + " " + reason);
    }

    private void assertJarsRefused(String path, String reason) {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> folder(path).requireJars())
                .withMessage("--dir: " + quoted(path) + " " + reason);
    }

    @Test
    void requireBackends_folderOfBackends_isAccepted() {
        assertThatCode(() -> folder("plugins").requireBackends()).doesNotThrowAnyException();
        assertThatCode(() -> folder("project/target/backends").requireBackends())
                .doesNotThrowAnyException();
    }

    @Test
    void requireBackends_aBackendItself_namesTheFolderAbove() {
        String advice = "is a backend itself; name the folder that it lies in: " + quoted("plugins");

        assertBackendsRefused("plugins/mine", advice);
        assertBackendsRefused("plugins/worker", advice);
        assertBackendsRefused("plugins/mine/cpu", advice);
    }

    @Test
    void requireBackends_project_namesTheFolderOfItsBuild() {
        String advice = "is not a folder of backends; are those of " + quoted("project/target/backends") + " meant?";

        assertBackendsRefused("project", advice);
        assertBackendsRefused("project/target", advice);
    }

    @Test
    void requireBackends_nothingOfTheKind_saysSo() {
        assertBackendsRefused("empty", "holds no backend, which is a folder in it with jars or a backend.json");
        assertBackendsRefused("nowhere", "does not exist");
        assertBackendsRefused("empty/file.txt", "is not a folder");
        assertBackendsRefused("plugins/mine/mine.jar", "is not a folder; is " + quoted("plugins") + " meant?");
    }

    @Test
    void requireJars_folderOfJars_isAccepted() {
        assertThatCode(() -> folder("tasks").requireJars()).doesNotThrowAnyException();
    }

    @Test
    void requireJars_anotherFolder_namesTheRightOne() {
        assertJarsRefused("tasks/slope.jar", "is not a folder; is " + quoted("tasks") + " meant?");
        assertJarsRefused("tasks/doc", "holds no jar; are those of " + quoted("tasks") + " meant?");
        assertJarsRefused("build", "holds no jar; are those of " + quoted("build/target") + " meant?");
        assertJarsRefused("empty", "holds no jar");
        assertJarsRefused("nowhere", "does not exist");
    }
}
