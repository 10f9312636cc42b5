package io.mscale.results.compare;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.results.compare.Completion.Change;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CompletionTest {

    private static List<CellRecord> repeats(int all, int failing, CellStatus status) {
        List<CellRecord> cells =
                Runs.steps("ejml", IntStream.range(0, all).mapToDouble(i -> 0.1).toArray());
        return IntStream.range(0, all)
                .mapToObj(i -> i < failing ? cells.get(i).withOutcome(status, "why") : cells.get(i))
                .toList();
    }

    /** Shares count, not numbers: a base may have other repeats than its head. */
    @ParameterizedTest
    @CsvSource({
        "7, 0, 7, 0, NONE",
        "7, 0, 7, 7, FAILS",
        "7, 0, 7, 1, FAILS_MORE",
        "4, 1, 7, 2, FAILS_MORE",
        "7, 7, 7, 0, FIXED",
        "7, 7, 7, 2, FAILS_LESS",
        "2, 1, 4, 2, FAILS_AS_BEFORE",
        "7, 7, 7, 7, FAILS_AS_BEFORE",
        "7, 0, 0, 0, GONE",
        "7, 7, 0, 0, GONE",
        "0, 0, 7, 0, NEW",
        "0, 0, 7, 1, NEW_AND_FAILS",
    })
    void change_failures_areComparedByShare(int allBefore, int failedBefore, int all, int failed, Change change) {
        Completion completion = new Completion(
                repeats(allBefore, failedBefore, CellStatus.CRASHED), repeats(all, failed, CellStatus.TIMEOUT));

        assertThat(completion.change()).isEqualTo(change);
        assertThat(completion.failedBefore()).hasSize(failedBefore);
        assertThat(completion.failedNow()).hasSize(failed);
    }

    @Test
    void change_interruptedRun_isNoFailure() {
        List<CellRecord> well = repeats(4, 0, CellStatus.OK);
        List<CellRecord> stopped = repeats(4, 1, CellStatus.INTERRUPTED);

        assertThat(new Completion(well, stopped).change()).isEqualTo(Change.INTERRUPTED);
        assertThat(new Completion(stopped, well).change()).isEqualTo(Change.INTERRUPTED);
        assertThat(new Completion(List.of(), stopped).change()).isEqualTo(Change.NEW);
        assertThat(new Completion(well, stopped).isInterruptedNow()).isTrue();
        assertThat(new Completion(stopped, well).isInterruptedNow()).isFalse();
    }

    @Test
    void reason_ofTheHead_isTold() {
        List<CellRecord> well = repeats(2, 0, CellStatus.OK);

        assertThat(new Completion(repeats(2, 1, CellStatus.CRASHED), repeats(2, 2, CellStatus.TIMEOUT)).reason())
                .contains("timeout, why");
        assertThat(new Completion(repeats(2, 1, CellStatus.CRASHED), well).reason())
                .contains("crashed, why");
        assertThat(new Completion(well, well).reason()).isEmpty();
    }

    /** A cell of one run only is looked up in that run; twins of self-checks are not its repeats. */
    @Test
    void completion_ofACellInOneRun_hasItsRepeats() {
        RunComparison comparison =
                Runs.compare(Runs.run(Runs.steps("before", 0.1, 0.1, 0.1)), Runs.run(Runs.steps("now", 0.1, 0.1)));

        Completion gone = comparison.completion(comparison.onlyBase().get(0));
        assertThat(gone.base()).hasSize(3);
        assertThat(gone.head()).isEmpty();
        assertThat(comparison.completion(comparison.onlyHead().get(0)).head()).hasSize(2);
    }
}
