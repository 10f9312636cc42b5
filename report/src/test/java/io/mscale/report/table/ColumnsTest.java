package io.mscale.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ColumnsTest {

    private static final Path PAGE = Path.of("../docs/04-results-format.md");

    @Test
    void inMarkdown_isTheTableOfThePage() throws IOException {
        assertThat(Files.readString(PAGE)).contains(inMarkdown());
    }

    private static String inMarkdown() {
        return Stream.of(Columns.SUMMARY, List.of(Columns.DEVICE_MEMORY), SeedColumns.of(List.of()))
                .flatMap(List::stream)
                .map(column -> "| `" + column.field() + "` | " + column.unit() + " | " + column.meaning() + " |\n")
                .collect(Collectors.joining("", "| column | unit | |\n|---|---|---|\n", ""));
    }

    @Test
    void summary_everyColumn_hasANameOfItsOwnAndAMeaning() {
        assertThat(Columns.SUMMARY)
                .extracting(Column::field)
                .doesNotHaveDuplicates()
                .doesNotContain("");
        assertThat(Columns.SUMMARY).extracting(Column::meaning).doesNotContain("");
    }

    @Test
    void columns_shown_haveAnotherHeadingEach() {
        assertThat(Stream.concat(
                        Columns.NAMES.stream(),
                        Stream.of(Columns.REPEAT, Columns.REPEATS, Columns.TEST_MSE, Columns.STEP, Columns.PARITY)))
                .extracting(Column::heading)
                .doesNotHaveDuplicates()
                .doesNotContain("");
    }
}
