package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.record.cell.CellRecord;
import java.util.List;
import java.util.stream.IntStream;

/** How well each of the {@link ProbedFrequencies} was learned, on the test set. */
final class FrequencyReadings {

    private final ProbedFrequencies probed;
    private final FrequencyMeter meter;

    FrequencyReadings(FittingTask task, Dataset train, Dataset test) {
        probed = ProbedFrequencies.of(task, train, test.size());
        meter = new FrequencyMeter(probed.probes(), test.x(), test.y(), test.outputs());
    }

    /** The errors of a network's predictions for the test set. */
    List<CellRecord.Frequency> of(double[] prediction) {
        List<FrequencyProbe> probes = meter.probes();
        double[] errors = meter.relativeErrors(prediction);
        return IntStream.range(0, errors.length)
                .mapToObj(i -> new CellRecord.Frequency(
                        probes.get(i).k(), finiteOrNull(errors[i]), probed.part(probes.get(i)), probed.ofData()))
                .toList();
    }
}
