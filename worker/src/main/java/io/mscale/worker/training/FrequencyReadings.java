package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.record.cell.CellRecord;
import io.mscale.reference.spectrum.StrongestLines;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * How well each frequency was learned, on the test set: the frequencies that the task names or, if it names none, the
 * strongest ones of its training data.
 */
final class FrequencyReadings {

    private static final MathContext DIGITS = new MathContext(4);

    private final FrequencyMeter meter;
    private final boolean ofData;
    private final boolean hasParts;

    FrequencyReadings(FittingTask task, Dataset train, Dataset test) {
        List<FrequencyProbe> named = task.frequencies();
        ofData = named.isEmpty();
        List<FrequencyProbe> probes = ofData ? StrongestLines.probes(train, task.domain(), test.size()) : named;
        meter = new FrequencyMeter(probes, test.x(), test.y(), test.outputs());
        hasParts = probes.stream().map(FrequencyProbe::part).distinct().count() > 1;
    }

    /** The errors of a network's predictions for the test set. */
    List<CellRecord.Frequency> of(double[] prediction) {
        List<FrequencyProbe> probes = meter.probes();
        double[] errors = meter.relativeErrors(prediction);
        return IntStream.range(0, errors.length)
                .mapToObj(i -> new CellRecord.Frequency(
                        probes.get(i).k(),
                        finiteOrNull(errors[i]),
                        part(probes.get(i).part()),
                        ofData))
                .toList();
    }

    private @Nullable String part(Domain box) {
        return hasParts
                ? IntStream.range(0, box.dimension())
                        .mapToObj(i -> "[" + number(box.lower().get(i)) + ", "
                                + number(box.upper().get(i)) + "]")
                        .collect(Collectors.joining(" x "))
                : null;
    }

    private static String number(double bound) {
        return new BigDecimal(bound).round(DIGITS).stripTrailingZeros().toPlainString();
    }
}
