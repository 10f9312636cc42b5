package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyMeter;
import io.mscale.record.cell.CellRecord;
import io.mscale.worker.log.EventLog;
import java.util.List;
import java.util.OptionalDouble;

/** Computes the errors of a model against a task's data. */
public final class Evaluator {

    /** The errors on the test set, from one prediction. */
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

    /** An evaluator of models on these data. */
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

    /** What is measured again and again while the clock stands. */
    TestErrors testErrors(MscaleModel model) {
        return testErrors(model.predict(testX));
    }

    /** The same of a network's output at the test points. */
    public TestErrors testErrors(double[] prediction) {
        return new TestErrors(mse(prediction, testY), frequencyErrors(prediction));
    }

    /** All errors of the model as it is now. */
    CellRecord.Accuracy accuracy(MscaleModel model) {
        return accuracy(model.predict(testX), trainMse(model));
    }

    /**
     * All errors of a network.
     *
     * @param prediction its output at the test points
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

    /** Peak signal-to-noise ratio in decibels; infinite without an error. */
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
