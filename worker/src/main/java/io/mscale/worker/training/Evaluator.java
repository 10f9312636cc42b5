package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.record.cell.CellRecord;
import io.mscale.worker.log.EventLog;
import java.util.List;
import java.util.OptionalDouble;

/** Computes a model's errors against a task's data. */
public final class Evaluator {

    /** Errors on the test set, from a single prediction. */
    public record TestErrors(double mse, List<CellRecord.Frequency> frequencies) {

        public TestErrors {
            frequencies = List.copyOf(frequencies);
        }
    }

    private final List<FrequencyMeter> frequencies;
    private final double[] trainX;
    private final double[] trainY;
    private final double[] testX;
    private final double[] testY;
    private final OptionalDouble peak;

    /** Creates an evaluator for the given data. */
    public Evaluator(FittingTask task, Dataset train, Dataset test) {
        this.trainX = train.x();
        this.trainY = train.y();
        this.testX = test.x();
        this.testY = test.y();
        this.peak = task.peak();
        this.frequencies = task.frequencies().stream()
                .map(probe -> new FrequencyMeter(probe, testX, testY))
                .toList();
    }

    double trainMse(MscaleModel model) {
        return mse(model.predict(trainX), trainY);
    }

    /** The errors measured at every evaluation, while the clock is stopped. */
    TestErrors testErrors(MscaleModel model) {
        return testErrors(model.predict(testX));
    }

    /** The same errors for given predictions at the test points. */
    public TestErrors testErrors(double[] prediction) {
        return new TestErrors(mse(prediction, testY), frequencyErrors(prediction));
    }

    /** All errors of the model in its present state. */
    CellRecord.Accuracy accuracy(MscaleModel model) {
        return accuracy(model.predict(testX), trainMse(model));
    }

    /**
     * All errors for given predictions.
     *
     * @param prediction the network's output at the test points
     * @param trainMse its training error
     */
    public CellRecord.Accuracy accuracy(double[] prediction, double trainMse) {
        double truthSquared = 0;
        double maxAbs = 0;
        for (int i = 0; i < prediction.length; i++) {
            truthSquared += testY[i] * testY[i];
            maxAbs = Math.max(maxAbs, Math.abs(prediction[i] - testY[i]));
        }
        double relativeL2 = Math.sqrt(squaredError(prediction, testY) / truthSquared);
        double mse = mse(prediction, testY);
        return new CellRecord.Accuracy(
                EventLog.finiteOrNull(trainMse),
                EventLog.finiteOrNull(mse),
                EventLog.finiteOrNull(relativeL2),
                EventLog.finiteOrNull(maxAbs),
                frequencyErrors(prediction),
                peak.isPresent() ? EventLog.finiteOrNull(psnr(peak.getAsDouble(), mse)) : null);
    }

    /** Peak signal-to-noise ratio in decibels; infinite if the error is 0. */
    private static double psnr(double peak, double mse) {
        return 10 * Math.log10(peak * peak / mse);
    }

    private List<CellRecord.Frequency> frequencyErrors(double[] prediction) {
        return frequencies.stream()
                .map(meter -> new CellRecord.Frequency(
                        meter.probe().k(), EventLog.finiteOrNull(meter.relativeError(prediction))))
                .toList();
    }

    private static double mse(double[] prediction, double[] truth) {
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
