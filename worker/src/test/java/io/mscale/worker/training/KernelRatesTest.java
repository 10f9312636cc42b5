package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.KernelRate;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KernelRatesTest {

    @TempDir
    private Path path = Path.of("");

    private CellRecord record(CellSpec spec) throws IOException {
        CellFolder folder = new CellFolder(path);
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.events(), history)) {
            assertThat(CellTraining.run(spec, folder, () -> {}, log).status()).isEqualTo(CellStatus.OK);
        }
        return history.toRecord(CellStatus.OK, null);
    }

    @Test
    void run_kernelAskedFor_isRecordedBeforeTheFirstStep() throws IOException {
        CellRecord record = record(Cells.withKernel("plain", 5));

        assertThat(record.kernel())
                .isNotEmpty()
                .allSatisfy(rate -> assertThat(rate.rate()).isFinite().isNotNegative());
        assertThat(record.curve().get(0).frequencies())
                .extracting(CellRecord.Frequency::k)
                .as("names the frequencies that are followed")
                .containsAll(record.kernel().stream().map(KernelRate::k).toList());
        assertThat(path.resolve("events.jsonl"))
                .content()
                .containsSubsequence("\"event\":\"warmUp\"", "\"event\":\"kernel\"", "\"event\":\"steps\"");
    }

    /** The network is p2 sin(p0 x + p1) + p3, whose four derivatives are known. */
    @Test
    void of_constant_isTheQuotientOfTheKernelByHand() {
        CellSpec spec = Cells.withKernel("plain", 5);
        try (PreparedModel prepared = new PreparedModel(spec, Providers.backend("plain"))) {
            double[] p = prepared.initialParameters();
            double[] x = prepared.train().x();
            double[] sums = new double[4]; // J'v for v = 1 everywhere
            for (double each : x) {
                double argument = p[0] * each + p[1];
                sums[0] += p[2] * Math.cos(argument) * each;
                sums[1] += p[2] * Math.cos(argument);
                sums[2] += Math.sin(argument);
                sums[3] += 1;
            }
            double squared = Arrays.stream(sums).map(sum -> sum * sum).sum();

            assertThat(KernelRates.of(prepared))
                    .filteredOn(rate -> rate.k() == 0)
                    .singleElement()
                    .satisfies(rate ->
                            assertThat(rate.rate()).isCloseTo(2.0 / x.length * squared / x.length, within(1e-12)));
        }
    }

    @Test
    void run_kernelNotAskedFor_isNotThere() throws IOException {
        assertThat(record(Cells.of("plain", 5)).kernel()).isEmpty();
        assertThat(path.resolve("events.jsonl")).content().doesNotContain("kernel");
    }
}
