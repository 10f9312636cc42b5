package io.mscale.worker.training;

import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;

/**
 * The part of a one-dimensional domain near the target's kinks, where the error is bounded by resolution, whatever is
 * learned elsewhere. It reaches 1% of the domain's length to both sides of a kink, or 4 mean distances between training
 * points if that is more.
 */
final class KinkZone {

    private static final double SHARE = 0.01;
    private static final double SPACINGS = 4;

    private final List<Double> kinks;
    private final double reach;
    private final double[] testX;
    private final int outputs;

    /** The zone of a task's kinks; nothing lies in it if the task names none. */
    KinkZone(FittingTask task, Dataset train, Dataset test) {
        kinks = task.domain().dimension() == 1 ? task.kinks() : List.of();
        double length = task.domain().upper().get(0) - task.domain().lower().get(0);
        reach = length * Math.max(SHARE, SPACINGS / train.size());
        testX = test.x();
        outputs = test.outputs();
    }

    /** The mean squared error of a prediction in the zone; NaN without kinks, or if no test point lies there. */
    double meanSquaredErrorNear(double[] prediction, double[] truth) {
        return kinks.isEmpty() ? Double.NaN : meanSquaredError(prediction, truth, this::isNear);
    }

    /** The same outside the zone. */
    double meanSquaredErrorAway(double[] prediction, double[] truth) {
        return kinks.isEmpty() ? Double.NaN : meanSquaredError(prediction, truth, point -> !isNear(point));
    }

    private boolean isNear(int point) {
        return kinks.stream().anyMatch(kink -> Math.abs(testX[point] - kink) <= reach);
    }

    private double meanSquaredError(double[] prediction, double[] truth, IntPredicate counts) {
        return IntStream.range(0, truth.length)
                .filter(i -> counts.test(i / outputs))
                .mapToDouble(i -> (prediction[i] - truth[i]) * (prediction[i] - truth[i]))
                .average()
                .orElse(Double.NaN);
    }
}
