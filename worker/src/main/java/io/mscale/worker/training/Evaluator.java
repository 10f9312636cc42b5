package io.mscale.worker.training;

import static io.mscale.worker.training.EventLog.finiteOrNull;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.record.cell.CellRecord;
import java.util.List;
import java.util.OptionalDouble;

/** Computes the errors of networks against a task's data. */
final class Evaluator {

    /** Errors on the test set, from a single prediction. */
    record TestErrors(double mse, List<CellRecord.Frequency> frequencies) {}

    private final FrequencyReadings frequencies;
    private final NetworkSum.Points trainPoints;
    private final double[] trainY;
    private final NetworkSum.Points testPoints;
    private final double[] testY;
    private final OptionalDouble peak;
    private final KinkZone kinks;
    private final boolean holdsEquation;

    Evaluator(FittingTask task, Dataset train, Dataset test) {
        this.trainPoints = new NetworkSum.Points(train.x());
        this.trainY = train.y();
        this.testPoints = new NetworkSum.Points(test.x());
        this.testY = test.y();
        this.peak = task.peak();
        this.holdsEquation = BoundaryValueTask.equation(task).isPresent();
        this.kinks = new KinkZone(task, train, test);
        this.frequencies = new FrequencyReadings(task, train, test);
    }

    /** NaN where the training data hold an equation. */
    double trainMse(NetworkSum networks) {
        return holdsEquation ? Double.NaN : mse(networks.predict(trainPoints), trainY);
    }

    /** The errors measured at every evaluation, while the clock is stopped. */
    TestErrors testErrors(NetworkSum networks) {
        double[] prediction = networks.predict(testPoints);
        return new TestErrors(squaredError(prediction, testY) / testY.length, frequencies.of(prediction));
    }

    /** All errors in the present state; those of validation are the loop's to add. */
    CellRecord.Accuracy accuracy(NetworkSum networks) {
        double[] prediction = networks.predict(testPoints);
        double truthSquared = 0;
        double maxAbs = 0;
        for (int i = 0; i < prediction.length; i++) {
            truthSquared += testY[i] * testY[i];
            maxAbs = Math.max(maxAbs, Math.abs(prediction[i] - testY[i]));
        }
        double error = squaredError(prediction, testY);
        double mse = error / testY.length;
        // Peak signal-to-noise ratio in decibels; infinite if the error is 0.
        double psnr = 10 * Math.log10(peak.orElse(Double.NaN) * peak.orElse(Double.NaN) / mse);
        return new CellRecord.Accuracy(
                finiteOrNull(trainMse(networks)),
                finiteOrNull(mse),
                finiteOrNull(Math.sqrt(error / truthSquared)),
                finiteOrNull(maxAbs),
                frequencies.of(prediction),
                finiteOrNull(psnr),
                finiteOrNull(kinks.meanSquaredErrorNear(prediction, testY)),
                finiteOrNull(kinks.meanSquaredErrorAway(prediction, testY)),
                null,
                null,
                null,
                null);
    }

    /** The mean squared error of a prediction. */
    static double mse(double[] prediction, double[] truth) {
        return squaredError(prediction, truth) / truth.length;
    }

    private static double squaredError(double[] prediction, double[] truth) {
        double sum = 0;
        for (int i = 0; i < truth.length; i++) {
            double error = prediction[i] - truth[i];
            sum += error * error;
        }
        return sum;
    }
}
