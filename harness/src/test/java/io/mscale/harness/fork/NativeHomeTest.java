package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@DisabledOnOs(value = OS.WINDOWS, disabledReason = "Windows has no POSIX permissions")
class NativeHomeTest {

    private static final MountTable NO_MOUNTS = new MountTable(List.of());

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void choose_homeThatCanBeWritten_isLeftAlone() {
        assertThat(NativeHome.choose(folder, List.of(folder.resolve("other")), NO_MOUNTS))
                .isEmpty();
        assertThat(folder.resolve("other")).doesNotExist();
    }

    @Test
    void choose_homeThatIsMissing_isReplacedByANewFolderOfThisUserAlone() throws IOException {
        Path other = folder.resolve("deep/other");

        NativeHome home = NativeHome.choose(folder.resolve("missing"), List.of(other), NO_MOUNTS)
                .orElseThrow();

        assertThat(home.folder()).isEqualTo(other);
        assertThat(home.note())
                .isEqualTo("the home folder " + folder.resolve("missing")
                        + " does not exist; native libraries are unpacked in " + other);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(other)))
                .isEqualTo("rwx------");
        assertThat(other).isEmptyDirectory();
        assertThat(NativeHome.choose(folder.resolve("missing"), List.of(other), NO_MOUNTS))
                .contains(home);
    }

    @Test
    void choose_homeMountedNoexec_isReplaced() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        MountTable mounts = new MountTable(List.of("1 2 3:4 / " + home.toRealPath() + " rw,noexec - ext4 /dev/sda rw"));

        Optional<NativeHome> chosen = NativeHome.choose(home, List.of(folder.resolve("other")), mounts);

        assertThat(chosen).hasValueSatisfying(found -> assertThat(found.note())
                .startsWith("the home folder " + home + " is mounted noexec; "));
    }

    @Test
    void choose_folderThatOthersCanWrite_isPassedOver() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), folder);
        Path file = Files.createFile(folder.resolve("file"));

        NativeHome home = NativeHome.choose(
                        folder.resolve("missing"), List.of(open, link, file, folder.resolve("own")), NO_MOUNTS)
                .orElseThrow();

        assertThat(home.folder()).isEqualTo(folder.resolve("own"));
    }

    @Test
    void choose_folderBelowOneThatOthersMayChange_isPassedOver() throws IOException {
        Path open = Files.createDirectory(folder.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));

        NativeHome home = NativeHome.choose(
                        folder.resolve("missing"), List.of(open.resolve("own"), folder.resolve("other")), NO_MOUNTS)
                .orElseThrow();

        assertThat(home.folder()).isEqualTo(folder.resolve("other"));
        assertThat(home.javaOptions()).containsExactly("-Duser.home=" + home.folder());
    }

    @Test
    void choose_severalStartsAtOnce_agree() throws InterruptedException, ExecutionException {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 20; round++) {
                List<Path> others = List.of(folder.resolve("first" + round), folder.resolve("second" + round));
                Callable<@Nullable Path> start = () -> NativeHome.choose(folder.resolve("missing"), others, NO_MOUNTS)
                        .orElseThrow()
                        .folder();
                for (Future<@Nullable Path> chosen : threads.invokeAll(Collections.nCopies(8, start))) {
                    assertThat(chosen.get()).isEqualTo(others.get(0));
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void choose_noFolderThatWillDo_saysSoAndSetsNothing() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        NativeHome home = NativeHome.choose(folder.resolve("missing"), List.of(file), NO_MOUNTS)
                .orElseThrow();

        assertThat(home.folder()).isNull();
        assertThat(home.javaOptions()).isEmpty();
        assertThat(home.note()).contains("backends that unpack some will not start");
    }
}
