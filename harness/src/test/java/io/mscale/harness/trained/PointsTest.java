package io.mscale.harness.trained;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mscale.harness.UsageException;
import io.mscale.record.network.NetworkFile;
import io.mscale.tasks.table.Table;
import io.mscale.tasks.table.TableFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PointsTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private final List<String> notes = new ArrayList<>();

    private static List<NetworkFile.Variable> inputs(String... names) {
        return Stream.of(names)
                .map(name -> new NetworkFile.Variable(name, 0, 1, -1.0, 3.0))
                .toList();
    }

    private double[] read(String csv, String... inputs) throws IOException {
        Path file = Files.writeString(folder.resolve("points.csv"), csv);
        return Points.ofTable(Table.read(file, "points.csv", TableFormat.FOUND_OUT), inputs(inputs), notes::add)
                .values();
    }

    @Test
    void ofTable_columnsOfTheInputsNames_areTaken_whateverTheirOrder() throws IOException {
        assertThat(read("u,b,a\n9,2,1\n9,4,3\n", "a", "b")).containsExactly(1, 2, 3, 4);
        assertThat(notes).isEmpty();
    }

    @Test
    void ofTable_otherNames_theFirstColumnsAreTaken_andTold() throws IOException {
        assertThat(read("s,t,u\n1,2,9\n3,4,9\n", "a", "b")).containsExactly(1, 2, 3, 4);
        assertThat(notes).singleElement().asString().contains("no columns are named a, b", "in order: s, t");
    }

    /** A network of a table without names knows its inputs by their numbers. */
    @Test
    void ofTable_withoutNames_theNumbersOfTheInputsCount() throws IOException {
        assertThat(read("9,1,2\n9,3,4\n", "2", "3")).containsExactly(1, 2, 3, 4);
        assertThat(notes).isEmpty();
    }

    @Test
    void ofTable_withoutNamesAndAsManyColumns_isTheInputsInOrder() throws IOException {
        assertThat(read("1,2\n3,4\n", "2", "3")).containsExactly(1, 2, 3, 4);
        assertThat(read("1,2\n3,4\n", "x1", "x2")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void ofTable_rowsWithNumbersOfTheirOwn_leavesThoseOut() throws IOException {
        assertThat(read(",s,t\n0,1,2\n1,3,4\n", "a", "b")).containsExactly(1, 2, 3, 4);
    }

    @Test
    void ofTable_tooFewColumns_isRefused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> read("s,t\n1,2\n", "a", "b", "c"))
                .withMessage("--data: the table has 2 columns; the network has 3 inputs: a, b, c");
    }

    @Test
    void grid_ofTwoInputs_theLastVariesFastest_fromEdgeToEdge() {
        assertThat(Points.grid("2x3", inputs("a", "b")).values())
                .containsExactly(-1, -1, -1, 1, -1, 3, 3, -1, 3, 1, 3, 3);
    }

    @Test
    void grid_ofMoreThanAMachineHolds_isRefused() {
        assertThatExceptionOfType(UsageException.class)
                .isThrownBy(() -> Points.grid("10000", inputs("a", "b")))
                .withMessageContaining("--grid: ", "more than 100000000 numbers");
    }
}
