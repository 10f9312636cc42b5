package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.run.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TestPointsTest {

    private final CellFolder cell;

    TestPointsTest(@TempDir Path folder) {
        this.cell = new RunFolder(folder).cell("cell");
    }

    @Test
    void of_twoInputs_areTheirPoints() throws IOException {
        write("x1,x2,truth1,truth2,prediction1,prediction2\n1.5,-2,0,0,0,0\n3,4e1,0,0,0,0\n");

        assertThat(TestPoints.of(cell).points())
                .containsExactly(new TestPoints.Point(1.5, -2), new TestPoints.Point(3, 40));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x1,truth1,prediction1\n1,2,3\n", "x1,x2,x3,truth1,prediction1\n1,2,3,4,5\n", ""})
    void of_otherInputs_areNone(String csv) throws IOException {
        write(csv);

        assertThat(TestPoints.of(cell).points()).isEmpty();
    }

    @Test
    void of_noFile_areNone() throws IOException {
        assertThat(TestPoints.of(cell).points()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1,2", "1,b,3,4", ""})
    void of_damagedRow_namesIt(String row) throws IOException {
        write("x1,x2,truth1,prediction1\n1,2,3,4\n" + row + "\n");

        assertThatThrownBy(() -> TestPoints.of(cell))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("prediction.csv is damaged: line 3 ");
    }

    private void write(String csv) throws IOException {
        Files.createDirectories(cell.prediction().getParent());
        Files.writeString(cell.prediction(), csv);
    }
}
