package io.mscale.tasks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
        double mean = (Arrays.stream(train.y()).sum() + Arrays.stream(test.y()).sum()) / 100;
        assertThat(mean).isCloseTo(0, within(1e-12));
        assertThat(Arrays.stream(train.x()).boxed().toList())
                .doesNotContainAnyElementsOf(Arrays.stream(test.x()).boxed().toList());
        assertThat(task.units()).isPresent();
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
        assertThatThrownBy(() -> table(rows(20, "a,a,y", i -> i + "," + i + "," + i), "output", "y"))
                .hasMessageContaining("a");
        assertThatThrownBy(() -> table(rows(3, "a,y", i -> i + "," + i), "output", "y"))
                .hasMessageContaining("3 rows");
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
