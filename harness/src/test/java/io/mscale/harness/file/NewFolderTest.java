package io.mscale.harness.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.harness.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NewFolderTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static void write(Path unfinished) throws IOException {
        Files.createDirectories(unfinished.resolve("below"));
        Files.writeString(unfinished.resolve("below/file"), "content");
    }

    @Test
    void write_newAndEmptyFolders_holdTheContentAndNothingElse() throws IOException {
        Path empty = Files.createDirectory(folder.resolve("empty"));
        for (Path path : new Path[] {empty, folder.resolve("not/there")}) {
            NewFolder target = new NewFolder("--out", path);
            target.requireEmpty();

            target.write(NewFolderTest::write);

            assertThat(path.resolve("below/file")).hasContent("content");
            assertThat(path).isDirectoryNotContaining(entry -> !entry.endsWith("below"));
            assertThat(path.getParent()).isDirectoryNotContaining("glob:**/.mscale*");
        }
    }

    @Test
    void write_thatFails_leavesNothing() throws IOException {
        Path path = folder.resolve("out");

        assertThatThrownBy(() -> new NewFolder("--out", path).write(unfinished -> {
                    write(unfinished);
                    throw new IOException("no space");
                }))
                .isInstanceOf(IOException.class)
                .hasMessage("'" + path + "' cannot be written: no space");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void requireEmpty_whereSomethingIs_isRefused() throws IOException {
        Path file = Files.writeString(folder.resolve("file"), "mine");

        assertThatThrownBy(() -> new NewFolder("--out", folder).requireEmpty())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not empty")
                .hasMessageContaining("--out");
        assertThatThrownBy(() -> new NewFolder("--dir", file).requireEmpty())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("not a folder")
                .hasMessageContaining("--dir");
    }
}
