package io.mscale.report.table;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.StepCounts;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Entry;
import io.mscale.results.sample.SampleEvidence;
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
        return Stream.of(Columns.SUMMARY, Columns.SUMMARY_IF_ANY, SeedColumns.of(List.of()))
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
    void parameters_areShownWhereTheyDiffer() {
        CellRecord single = Samples.ok("ejml", "single", 0.5);
        CellRecord multi = Samples.ok("ejml", "multi", 0.1);
        List<Entry> alike = Entry.of(SampleEvidence.of(single, multi).cells());
        List<Entry> unlike = Entry.of(
                SampleEvidence.of(single, Samples.withParameters(multi, 12_345)).cells());

        assertThat(Columns.ofPage(alike)).doesNotContain(Columns.PARAMETERS);
        assertThat(Columns.ofPage(unlike)).contains(Columns.PARAMETERS);
        assertThat(Columns.ofMarkdown(unlike)).contains(Columns.PARAMETERS);
        assertThat(EntryTable.ofCells(
                        SampleEvidence.of(single, Samples.withParameters(multi, 12_345))
                                .cells(),
                        List.of()))
                .anyMatch(line -> line.matches("backend.* parameters .*"))
                .anyMatch(line -> line.matches(".* multi +12345 .*"));
    }

    @Test
    void counts_areShownWhereThereAreAny() {
        CellRecord cell = Samples.ok("ejml", "multi", 0.1);
        CellRecord counted = Samples.with(cell, "work.counts", new StepCounts(100, 1.234e6, 24.0, null));

        assertThat(Columns.ofPage(Entry.of(SampleEvidence.of(cell).cells())))
                .doesNotContain(CountColumns.INSTRUCTIONS, CountColumns.ALLOCATION);
        assertThat(Columns.ofPage(Entry.of(SampleEvidence.of(counted).cells())))
                .contains(CountColumns.INSTRUCTIONS, CountColumns.ALLOCATION);
        assertThat(EntryTable.ofCells(SampleEvidence.of(counted).cells(), List.of()))
                .anyMatch(line -> line.contains("1.23 M") && line.contains("24 B"));
    }

    @Test
    void errorsOfSolutions_areShownWhereAnEquationIsSolved() {
        CellRecord fitted = Samples.ok("ejml", "multi", 0.1);
        CellRecord solved = Samples.with(fitted, "accuracy.solution", new CellRecord.SolutionErrors(0.25, -0.5, 0.125));
        CellRecord indefinite =
                Samples.with(fitted, "accuracy.solution", new CellRecord.SolutionErrors(0.25, null, 0.125));

        assertThat(Columns.ofPage(Entry.of(SampleEvidence.of(fitted).cells())))
                .doesNotContain(Columns.RELATIVE_L2, SolutionColumns.RELATIVE_H1);
        assertThat(Columns.ofPage(Entry.of(SampleEvidence.of(solved).cells())))
                .containsSubsequence(
                        Columns.TEST_MSE,
                        Columns.RELATIVE_L2,
                        SolutionColumns.RELATIVE_H1,
                        SolutionColumns.ENERGY_GAP,
                        SolutionColumns.BOUNDARY_RMS);
        assertThat(Columns.ofPage(Entry.of(SampleEvidence.of(indefinite).cells())))
                .contains(SolutionColumns.RELATIVE_H1)
                .doesNotContain(SolutionColumns.ENERGY_GAP);
        assertThat(SummaryCsv.of(SampleEvidence.of(solved)))
                .contains("relativeH1,energyGap,boundaryRms")
                .contains("0.25,-0.5,0.125");
    }

    @Test
    void timesFastest_isShownWhereThereAreRivals() {
        List<Entry> alone =
                Entry.of(SampleEvidence.of(Samples.ok("ejml", "single", 0.5), Samples.ok("ejml", "multi", 0.1))
                        .cells());
        List<Entry> rivals =
                Entry.of(SampleEvidence.of(Samples.ok("ejml", "multi", 0.5), Samples.ok("djl", "multi", 0.1))
                        .cells());

        assertThat(Columns.ofPage(alone)).doesNotContain(Columns.TIMES_FASTEST);
        assertThat(Columns.ofPage(rivals)).contains(Columns.TIMES_FASTEST);
        assertThat(Columns.ofMarkdown(rivals)).contains(Columns.TIMES_FASTEST);
    }

    /** Two repeats of a cell are not rivals, and a single cell of each backend has none beside it. */
    @Test
    void ofCells_neverComparesSteps() {
        assertThat(EntryTable.ofCells(
                        SampleEvidence.of(
                                        Samples.ok("ejml", "multi", 1, 0.5),
                                        Samples.ok("ejml", "multi", 2, 0.5),
                                        Samples.ok("djl", "multi", 1, 0.1))
                                .cells(),
                        List.of()))
                .anyMatch(line -> line.startsWith("backend "))
                .noneMatch(line -> line.contains("x fastest"));
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
