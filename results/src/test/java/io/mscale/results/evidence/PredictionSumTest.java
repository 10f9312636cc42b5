package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionSumTest {

    private final Path folder;

    PredictionSumTest(@TempDir Path folder) {
        this.folder = folder;
    }

    @Test
    void testMse_twoParts_isThatOfTheirSum() throws IOException {
        CellFolder whole = cell("whole", "x1,x2,truth1,prediction1", "0,1,5,0", "1,0,7,0");
        CellFolder first = cell("first", "x1,x2,truth1,prediction1", "0,1,2,2.5", "1,0,3,3.0");
        CellFolder second = cell("second", "x1,x2,truth1,prediction1", "0,1,3,2.0", "1,0,4,7.0");

        // 2.5 + 2 is 0.5 below 5, 3 + 7 is 3 above 7
        assertThat(PredictionSum.testMse(whole, List.of(first, second)))
                .isCloseTo((0.5 * 0.5 + 3 * 3) / 2, within(1e-15));
    }

    @Test
    void testMse_otherPoints_areNotAdded() throws IOException {
        CellFolder whole = cell("whole", "x1,truth1,prediction1", "0,1,1", "1,1,1");
        CellFolder other = cell("other", "x1,truth1,prediction1", "0,1,1", "2,1,1");

        assertThatThrownBy(() -> PredictionSum.testMse(whole, List.of(other)))
                .hasMessage("cells/other/prediction.csv has other test points than cells/whole/prediction.csv");
    }

    @Test
    void testMse_unusableFile_isNamed() throws IOException {
        CellFolder good = cell("good", "x1,truth1,prediction1", "0,1,1");
        CellFolder short1 = cell("short", "x1,truth1,prediction1", "0,1");
        CellFolder words = cell("words", "x1,truth1,prediction1", "0,1,one");
        CellFolder outputs = cell("outputs", "x1,truth1,truth2,prediction1,prediction2", "0,1,1,1,1");
        CellFolder none = new CellFolder(folder.resolve("none"));

        assertThatThrownBy(() -> PredictionSum.testMse(good, List.of(short1)))
                .hasMessage("cells/short/prediction.csv is damaged: line 2 is not 3 numbers");
        assertThatThrownBy(() -> PredictionSum.testMse(words, List.of(good)))
                .hasMessage("cells/words/prediction.csv is damaged: line 2 is not 3 numbers");
        assertThatThrownBy(() -> PredictionSum.testMse(good, List.of(outputs)))
                .hasMessage("cells/outputs/prediction.csv does not hold the predictions of a network with one output");
        assertThatThrownBy(() -> PredictionSum.testMse(good, List.of(none)))
                .hasMessage("cells/none/prediction.csv is missing");
    }

    private CellFolder cell(String name, String... lines) throws IOException {
        CellFolder cell = new CellFolder(Files.createDirectory(folder.resolve(name)));
        Files.write(cell.prediction(), List.of(lines));
        return cell;
    }
}
