package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.reference.spectrum.StrongestLines;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The frequencies whose learning is followed: those that the task names or, if it names none, the strongest ones of its
 * training data.
 *
 * @param ofData whether they are those of the training data
 * @param hasParts whether they are measured on different parts of the domain
 */
record ProbedFrequencies(List<FrequencyProbe> probes, boolean ofData, boolean hasParts) {

    private static final MathContext DIGITS = new MathContext(4);

    ProbedFrequencies {
        probes = List.copyOf(probes);
    }

    private ProbedFrequencies(List<FrequencyProbe> probes, boolean ofData) {
        this(
                probes,
                ofData,
                probes.stream().map(FrequencyProbe::part).distinct().count() > 1);
    }

    /** Those of a task; {@code testSize} is the number of points that they will be measured at. */
    static ProbedFrequencies of(FittingTask task, Dataset train, int testSize) {
        List<FrequencyProbe> named = task.frequencies();
        return named.isEmpty()
                ? new ProbedFrequencies(StrongestLines.probes(withTarget(task, train), task.domain(), testSize), true)
                : new ProbedFrequencies(named, false);
    }

    /** The training points with the target, which the training data of a boundary-value problem do not hold. */
    private static Dataset withTarget(FittingTask task, Dataset train) {
        return train.outputs() == task.outputDimension()
                ? train
                : new Dataset(train.inputs(), task.outputDimension(), train.x(), task.targets(train.x()));
    }

    /** The part of a probe as text; null if all are of the same part. */
    @Nullable
    String part(FrequencyProbe probe) {
        Domain box = probe.part();
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
