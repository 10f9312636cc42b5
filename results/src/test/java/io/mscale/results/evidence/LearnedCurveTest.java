package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LearnedCurveTest {

    @TempDir
    private Path folder = Path.of("");

    private List<LearnedCurve> read(String learned) throws IOException {
        CellFolder cell = new CellFolder(folder);
        Files.writeString(cell.learned(), learned);
        return LearnedCurve.of(cell);
    }

    @Test
    void of_learnedFile_partsCurveAndSamples() throws IOException {
        List<LearnedCurve> curves = read("""
                kind,x1,truth1,truth2,prediction1,prediction2
                curve,0,,,1,10
                curve,1,,,2,20
                training,0.5,3,30,,
                validation,0.6,4,40,,
                test,0.7,5,50,,
                from-a-later-version,9,9,9,9,9
                """);

        assertThat(curves).hasSize(2);
        assertThat(curves.get(1).points())
                .containsExactly(new LearnedCurve.Point(0, Double.NaN, 10), new LearnedCurve.Point(1, Double.NaN, 20));
        assertThat(curves.get(1).training()).containsExactly(new LearnedCurve.Sample(0.5, 30));
        assertThat(curves.get(1).validation()).containsExactly(new LearnedCurve.Sample(0.6, 40));
        assertThat(curves.get(1).test()).containsExactly(new LearnedCurve.Sample(0.7, 50));
    }

    @Test
    void of_predictionOnly_isTheCurveOnTheTestPoints() throws IOException {
        CellFolder cell = new CellFolder(folder);
        Files.writeString(cell.prediction(), "x1,truth1,prediction1\n0,1,2\n");

        assertThat(LearnedCurve.of(cell)).containsExactly(new LearnedCurve(List.of(new LearnedCurve.Point(0, 1, 2))));
    }

    @Test
    void of_damagedFile_isNamedWithItsLine() {
        assertThatThrownBy(() -> read("kind,x1,truth1,prediction1\ncurve,0,1,2\ncurve,1\n"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("learned.csv is damaged: line 3 is not 3 numbers");
        assertThatThrownBy(() -> read("x1,truth1\n")).hasMessageContaining("line 1 is not a header");
    }
}
