package io.mscale.record.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.task.Domain;
import io.mscale.api.task.Grid;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GridPictureTest {

    private static final Grid GRID = new Grid(new Domain(List.of(0.0, -1.0), List.of(3.0, 1.0)), 3, 2);

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private static GridPicture picture(int outputs) {
        double[] truth = new double[6 * outputs];
        Arrays.setAll(truth, i -> i);
        double[] prediction = new double[6 * outputs];
        Arrays.setAll(prediction, i -> -i - 0.5);
        return GridPicture.of(GRID, outputs, truth, prediction);
    }

    @Test
    void read_whatWasWritten_isTheSame() throws IOException {
        Path file = folder.resolve("picture.npz");
        picture(3).write(file);

        GridPicture read = GridPicture.read(file).orElseThrow();

        assertThat(read.columns()).isEqualTo(3);
        assertThat(read.rows()).isEqualTo(2);
        assertThat(read.outputs()).isEqualTo(3);
        assertThat(read.x()).containsExactly(0.5, 1.5, 2.5);
        assertThat(read.y()).containsExactly(0.5, -0.5);
        assertThat(read.truth(1, 2, 0)).isEqualTo(15);
        assertThat(read.prediction(0, 1, 2)).isEqualTo(-5.5f);
        assertThat(read.hasTargetOf(picture(3))).isTrue();
        assertThat(read.hasTargetOf(picture(1))).isFalse();
    }

    /** What numpy.lib.format version 1.0 says: magic, version, header length, a dictionary padded to 64 bytes, the numbers. */
    @Test
    void write_arrays_areInNumPysFormat() throws IOException {
        Path file = folder.resolve("picture.npz");
        picture(1).write(file);

        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .containsExactly("x.npy", "y.npy", "truth.npy", "prediction.npy");
            byte[] npy = zip.getInputStream(zip.getEntry("truth.npy")).readAllBytes();
            assertThat(npy).startsWith(0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0);
            int header = npy[8] + 256 * npy[9];
            assertThat((10 + header) % 64).isZero();
            assertThat(new String(npy, 10, header, StandardCharsets.US_ASCII))
                    .startsWith("{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3, 1,), }")
                    .endsWith("\n");
            assertThat(npy).hasSize(10 + header + 6 * Float.BYTES);
            assertThat(Arrays.copyOfRange(npy, 10 + header + 4, 10 + header + 8))
                    .containsExactly(0, 0, 0x80, 0x3f);
        }
    }

    @Test
    void read_noFile_isEmpty() throws IOException {
        assertThat(GridPicture.read(folder.resolve("picture.npz"))).isEmpty();
    }

    @Test
    void read_damagedFiles_areNamed() throws IOException {
        assertDamaged("no archive".getBytes(StandardCharsets.UTF_8));
        assertDamaged(new byte[0]);
        Path whole = folder.resolve("whole.npz");
        picture(1).write(whole);
        byte[] bytes = Files.readAllBytes(whole);
        assertDamaged(Arrays.copyOf(bytes, bytes.length / 2));
    }

    @Test
    void read_otherArrays_saysWhatIsWrong() throws IOException {
        Path file = folder.resolve("picture.npz");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("truth.npy"));
            zip.write("nothing of NumPy's".getBytes(StandardCharsets.UTF_8));
        }

        assertThatThrownBy(() -> GridPicture.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("NumPy");
    }

    @Test
    void of_valuesThatDoNotFit_areRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> GridPicture.of(GRID, 1, new double[6], new double[5]))
                .withMessageContaining("3 x 2 x 1");
    }

    private void assertDamaged(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("picture.npz"), content);
        assertThatThrownBy(() -> GridPicture.read(file))
                .isInstanceOf(IOException.class)
                .hasMessageContaining(file + " is damaged");
    }
}
