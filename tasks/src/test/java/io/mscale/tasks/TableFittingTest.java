package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Units;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TableFittingTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void trainingAndTestSet_areScaledAndPartTheRows() throws IOException {
        FittingTask task =
                table(rows(100, "a,b,y", i -> i + "," + 2 * i + "," + 3 * i), "inputs", "a,b", "output", "y");
        int all = task.samples().orElseThrow();
        Dataset train = task.trainingSet(80, 1);
        Dataset test = task.testSet(20, 1);

        assertThat(all).isEqualTo(100);
        assertThat(Arrays.stream(train.x()).min().orElseThrow()).isGreaterThanOrEqualTo(-1);
        assertThat(Arrays.stream(train.x()).max().orElseThrow()).isLessThanOrEqualTo(1);
        assertThat(Arrays.stream(train.y()).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(train.y()).map(y -> y * y).average().orElseThrow())
                .isCloseTo(1, within(1e-12));
        assertThat(Arrays.stream(train.x()).boxed().toList())
                .doesNotContainAnyElementsOf(Arrays.stream(test.x()).boxed().toList());
        assertThat(task.units()).isPresent();
    }

    @Test
    void trainingSet_valuesOfTestRows_changeNothing() throws IOException {
        String text = rows(100, "x,y", i -> i + "," + i * i);
        FittingTask task = table(text, "split", "block");
        FittingTask wild = table(text.replace("100,10000", "1000,-9e9"), "split", "block");

        assertThat(wild.trainingSet(80, 1).x())
                .isEqualTo(task.trainingSet(80, 1).x());
        assertThat(wild.trainingSet(80, 1).y())
                .isEqualTo(task.trainingSet(80, 1).y());
        assertThat(wild.units()).isEqualTo(task.units());
    }

    @Test
    void withSeed_randomSplit_scalesByItsOwnTrainingRows() throws IOException {
        FittingTask task = table(rows(100, "x,y", i -> i + "," + i * i));
        FittingTask seeded = task.withSeed(5);

        assertThat(seeded.units()).isNotEqualTo(task.units());
        assertThat(task.trainingSet(80, 5).y())
                .isEqualTo(seeded.trainingSet(80, 5).y());
        assertThat(Arrays.stream(seeded.trainingSet(80, 5).x()).max()).hasValue(1);
        assertThat(seeded.domain().contains(new double[] {-1})).isTrue();
    }

    @Test
    void split_block_testsWithTheLargestFirstInputs() throws IOException {
        FittingTask task = table(rows(100, "x,y", i -> (101 - i) + "," + i), "split", "block", "test-share", "0.3");
        Units.Column unit = task.units().orElseThrow().inputs().get(0);

        assertThat(values(unit, task.testSet(30, 3).x())).containsExactlyInAnyOrderElementsOf(range(71, 100));
        assertThat(values(unit, task.trainingSet(70, 3).x())).containsExactlyInAnyOrderElementsOf(range(1, 70));
        assertThat(values(unit, task.trainingSet(70, 3).x())).isNotEqualTo(range(1, 70));
        assertThat(values(unit, task.testSet(5, 3).x())).allMatch(x -> x > 70);
        assertThat(task.domain().upper().get(0)).isGreaterThan(1.5);
        assertThat(task.domain().lower()).containsExactly(-1.0);
    }

    @Test
    void split_every_testsWithEachNthRowOfTheFile() throws IOException {
        FittingTask task = table(rows(23, "x,y", i -> i + "," + i), "split", "every:5");
        Units.Column unit = task.units().orElseThrow().inputs().get(0);

        assertThatThrownBy(() -> task.withTestSize(5)).hasMessage("the split 'every:5' has 4 rows to test with, not 5");
        assertThat(values(unit, task.testSet(4, 1).x())).containsExactlyInAnyOrder(5L, 10L, 15L, 20L);
        assertThat(values(unit, task.trainingSet(19, 1).x()))
                .hasSize(19)
                .doesNotContain(5L, 10L, 15L, 20L)
                .doesNotHaveDuplicates();
        assertThat(new TableFitting().configured(task.choices()).units()).isEqualTo(task.units());
    }

    @Test
    void samples_keptForTestingButNotTested_doNotCount() throws IOException {
        String text = rows(100, "x,y", i -> i + "," + i);

        assertThat(table(text, "split", "every:2").samples()).hasValue(100);
        assertThat(table(text, "split", "every:2").withTestSize(10).withSeed(3).samples())
                .hasValue(60);
        assertThat(table(text, "split", "block").withTestSize(10).samples()).hasValue(100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"random", "block"})
    void withTestSize_otherSize_scalesByAllOtherRowsAndNoMore(String split) throws IOException {
        FittingTask task =
                table(rows(100, "x,y", i -> i + "," + i * i), "split", split).withTestSize(50);

        double[] y = task.trainingSet(50, 1).y();
        assertThat(Arrays.stream(y).average().orElseThrow()).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(task.trainingSet(50, 1).x()).max()).hasValue(1);
        assertThat(Arrays.stream(y).boxed().toList())
                .doesNotContainAnyElementsOf(
                        Arrays.stream(task.testSet(50, 1).y()).boxed().toList());
    }

    @Test
    void split_wrong_isRefused() throws IOException {
        String text = rows(20, "x,y", i -> i + "," + i);

        assertThatThrownBy(() -> table(text, "split", "rows"))
                .hasMessageContaining("'rows' is none of random, block and every:N");
        assertThatThrownBy(() -> table(text, "split", "every:1")).hasMessageContaining("1");
        assertThatThrownBy(() -> table(text, "split", "every:21"))
                .hasMessageContaining("'every:21' leaves no row to test with; there are 20");
        assertThatThrownBy(() -> table(text, "split", "every:4", "test-share", "0.3"))
                .hasMessageContaining("'every:4' decides which rows are for testing");
    }

    @Test
    void configured_columnThatVariesInTestRowsOnly_isNotScaled() throws IOException {
        FittingTask task = table(rows(20, "x,b,y", i -> i + "," + (i > 18 ? i : 3) + "," + i), "split", "block");

        assertThat(task.units().orElseThrow().inputs().get(1).spread()).isEqualTo(1);
        assertThat(task.testSet(4, 1).x()).contains(16);
    }

    @Test
    void picture_twoInputs_isOfTheNearestRows() throws IOException {
        FittingTask task = table(rows(100, "a,b,y", i -> i % 10 + "," + i / 10 + "," + i), "inputs", "a,b");

        double[] values = task.targets(task.picture().orElseThrow().points());
        Units.Column output = task.units().orElseThrow().outputs().get(0);
        assertThat(values(output, values).stream().distinct()).hasSizeGreaterThan(90);
        assertThat(table(rows(20, "a,y", i -> i + "," + i)).picture()).isEmpty();
    }

    @Test
    void configured_namesWithUnits_mayBeGivenWithoutThem() throws IOException {
        String text = rows(20, "time [s],place (m),y", i -> i + "," + i * i + "," + i % 3);

        assertThat(table(text, "inputs", "place,time", "output", "y")
                        .units()
                        .orElseThrow()
                        .inputs())
                .extracting(Units.Column::name)
                .containsExactly("place (m)", "time [s]");
        assertThatThrownBy(() -> table(text, "inputs", "tim")).hasMessageContaining("time [s]");
    }

    private static List<Long> values(Units.Column column, double[] scaled) {
        return Arrays.stream(scaled)
                .mapToObj(value -> Math.round(column.value(value)))
                .toList();
    }

    private static List<Long> range(long first, long last) {
        return LongStream.rangeClosed(first, last).boxed().toList();
    }

    @Test
    void configured_semicolonsAndDecimalCommas_areRead() throws IOException {
        FittingTask task = table(rows(20, "u;v", i -> "0," + (10 + i) + ";" + i), "output", "v");

        assertThat(task.domain().dimension()).isEqualTo(1);
        assertThat(task.samples()).hasValue(20);
    }

    @Test
    void configured_noHeader_columnsHaveNumbers() throws IOException {
        FittingTask task = table(rows(20, "", i -> i + "\t" + i * i), "inputs", "1", "output", "2");

        assertThat(task.samples()).hasValue(20);
        assertThat(task.remarks()).isNotEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "3,oops | 'oops'",
                "3, | column",
                "3,NaN | NaN",
                "3,Infinity | Infinity",
                "3 | 1",
            })
    void configured_wrongCell_isNamedByRowAndColumn(String wrong, String named) throws IOException {
        String text = rows(20, "a,y", i -> i == 6 ? wrong.strip() : i + "," + i * i);

        assertThatThrownBy(() -> table(text, "inputs", "a", "output", "y"))
                .hasMessageContaining(named)
                .message()
                .containsAnyOf("row 8", "line 8", "row 7", "line 7")
                .doesNotContain("\n");
    }

    @Test
    void configured_wrongColumns_areNamed() throws IOException {
        String good = rows(20, "alpha,beta,y", i -> i + "," + i % 7 + "," + i * i);

        assertThatThrownBy(() -> table(good, "inputs", "alhpa", "output", "y")).hasMessageContaining("alpha");
        assertThatThrownBy(() -> table(good, "inputs", "alpha,y", "output", "y"))
                .hasMessageContaining("y");
        assertThatThrownBy(() -> table(rows(20, "a,y", i -> "5," + i), "inputs", "a", "output", "y"))
                .hasMessageContaining("a");
        assertThatThrownBy(() -> table(rows(3, "a,y", i -> i + "," + i), "output", "y"))
                .hasMessageContaining("3 rows");
    }

    @Test
    void configured_namesTwice_areToldAndTheSecondIsUsableByNumber() throws IOException {
        FittingTask task = table(rows(20, "a,a,y", i -> i + "," + i * i + "," + i), "inputs", "2");

        assertThat(task.remarks()).anyMatch(remark -> remark.contains("columns 1 and 2 are both named 'a'"));
        assertThat(task.units().orElseThrow().inputs())
                .extracting(Units.Column::name)
                .containsExactly("a #2");
        assertThat(task.choices()).containsEntry("inputs", "2");
    }

    @Test
    void configured_indexOfRows_isNoInput() throws IOException {
        FittingTask task = table(rows(20, ",x,y", i -> i + "," + i * i + "," + i));

        assertThat(task.choices()).containsEntry("inputs", "x");
        assertThat(task.remarks()).anyMatch(remark -> remark.contains("the first column has no name"));
    }

    @Test
    void configured_missingValues_areDroppedWhereAsked() throws IOException {
        String text = rows(20, "x,y,z", i -> i == 7 ? "7,NA,1" : i + "," + i * i + ",");

        FittingTask task = table(text, "inputs", "x", "output", "y", "missing", "drop");

        assertThat(task.samples()).hasValue(19);
        assertThat(task.choices()).containsEntry("missing", "drop");
        assertThat(new TableFitting().configured(task.choices()).samples()).hasValue(19);
        assertThat(task.remarks())
                .anyMatch(remark ->
                        remark.endsWith("rows with a missing value left out: 1 of 20, the first is row 7 (line 8)"));
    }

    @Test
    void configured_dates_scaleTellsTheirUnit() throws IOException {
        FittingTask task = table(rows(20, "day,y", i -> String.format("2024-03-%02d,%d", i, i * i)), "split", "block");
        Units.Column day = task.units().orElseThrow().inputs().get(0);

        assertThat(day.name()).isEqualTo("day [days since 2024-03-01]");
        assertThat(values(day, task.testSet(4, 1).x())).containsExactlyInAnyOrder(16L, 17L, 18L, 19L);
        assertThat(new TableFitting().configured(task.choices()).units()).isEqualTo(task.units());
    }

    @Test
    void picture_rowsOnALattice_hasACellForEach() throws IOException {
        FittingTask task = table(
                rows(60, "x,y,z", i -> (i * 7 % 60 % 10) * 0.1 + "," + (5 - i * 7 % 60 / 10) * 2 + "," + i * 7 % 60),
                "split",
                "every:7");
        Grid picture = task.picture().orElseThrow();
        Units.Column output = task.units().orElseThrow().outputs().get(0);

        assertThat(List.of(picture.columns(), picture.rows())).containsExactly(10, 6);
        assertThat(values(output, task.targets(picture.points()))).isEqualTo(range(0, 59));
        assertThat(task.remarks()).anyMatch(remark -> remark.contains("a grid of 10 x 6 points"));
        assertThat(table(rows(59, "x,y,z", i -> i % 10 + "," + i / 10 + "," + i))
                        .remarks())
                .noneMatch(remark -> remark.contains("grid"));
    }

    @ParameterizedTest
    @CsvSource({"3, 1000, 3, 249", "300, 4, 149, 4", "512, 3, 255, 3", "257, 600, 128, 200"})
    void picture_largeLattice_hasPointsOfItInTheMiddlesOfCells(int columns, int rows, int across, int up)
            throws IOException {
        FittingTask task =
                table(rows(columns * rows, "x,y,z", i -> (i - 1) % columns + "," + (i - 1) / columns + "," + i % 7));
        Grid picture = task.picture().orElseThrow();
        Units units = task.units().orElseThrow();

        assertThat(List.of(picture.columns(), picture.rows())).containsExactly(across, up);
        for (int side = 0; side < 2; side++) {
            Units.Column unit = units.inputs().get(side);
            assertThat(Arrays.stream(side == 0 ? picture.x() : picture.y()).map(unit::value))
                    .allSatisfy(value -> assertThat(value).isCloseTo(Math.rint(value), within(1e-6)));
        }
        assertThat(task.domain().nearlyContains(picture.domain())).isTrue();
    }

    @Test
    void standardInput_isKeptAsAFileOfItsContent() throws IOException {
        byte[] text = rows(20, "x,y", i -> i + "," + i).getBytes(StandardCharsets.UTF_8);

        Path first = StandardInput.kept(new ByteArrayInputStream(text));
        Path second = StandardInput.kept(new ByteArrayInputStream(text));

        assertThat(first).isEqualTo(second).hasBinaryContent(text).isAbsolute();
        assertThatThrownBy(() -> StandardInput.kept(new ByteArrayInputStream(new byte[0])))
                .hasMessage("'-' stands for the standard input, which is empty");
        Files.delete(first);
    }

    private FittingTask table(String text, String... choices) throws IOException {
        Map<String, String> given = new HashMap<>();
        given.put("data", Files.writeString(folder.resolve("table.csv"), text).toString());
        for (int i = 0; i < choices.length; i += 2) {
            given.put(choices[i], choices[i + 1]);
        }
        return new TableFitting().configured(given);
    }

    private interface Row {
        String of(int index);
    }

    private static String rows(int count, String header, Row row) {
        return (header.isEmpty() ? "" : header + "\n")
                + IntStream.rangeClosed(1, count).mapToObj(row::of).collect(Collectors.joining("\n"));
    }
}
