package io.mscale.record.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void write_newFile_holdsTheContentInUtf8() throws IOException {
        Path file = folder.resolve("a.json");
        AtomicFile.write(file, "größer ∞\n");
        assertThat(file).usingCharset(StandardCharsets.UTF_8).hasContent("größer ∞\n");
        assertThat(folder).isDirectoryContaining(p -> p.equals(file)).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void write_fileThere_isReplacedWhole() throws IOException {
        Path file = Files.writeString(folder.resolve("a.json"), "something much longer than what follows");
        AtomicFile.write(file, "new");
        assertThat(file).hasContent("new");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void write_contentOfSeveralPieces_isWrittenWhole() throws IOException {
        byte[] content = new byte[(5 << 19) + 7];
        new SplittableRandom(1).nextBytes(content);
        AtomicFile.write(folder.resolve("a.bin"), content);
        assertThat(folder.resolve("a.bin")).hasBinaryContent(content);
    }

    @Test
    void write_folderMissing_fails() {
        Path missing = folder.resolve("missing");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(missing.resolve("a.json"), "new"));
        assertThat(missing).doesNotExist();
    }

    @Test
    void write_renameImpossible_leavesWhatWasThereAndNoPart() throws IOException {
        Path occupied = Files.createDirectory(folder.resolve("a.json"));
        Path inside = Files.writeString(occupied.resolve("old"), "old");
        assertThatIOException().isThrownBy(() -> AtomicFile.write(occupied, "new"));
        assertThat(inside).hasContent("old");
        assertThat(folder).isDirectoryNotContaining("glob:**.part");
    }
}
