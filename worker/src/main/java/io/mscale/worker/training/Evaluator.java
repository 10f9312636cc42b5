package io.mscale.worker.training;

import io.mscale.api.MscaleModel;
import io.mscale.api.record.CellRecord;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.FittingTask;
import io.mscale.worker.log.EventLog;
import java.util.List;

/** Computes the errors of a model against a task's data. */
final class Evaluator {

    private final FittingTask task;
    private final double[] trainX;
    private final double[] trainY;
    private final double[] testX;
    private final double[] testY;

    Evaluator(FittingTask task, Dataset train, Dataset test) {
        this.task = task;
        this.trainX = train.x();
        this.trainY = train.y();
        this.testX = test.x();
        this.testY = test.y();
    }

    double trainMse(MscaleModel model) {
        return mse(model.predict(trainX), trainY);
    }

    double testMse(MscaleModel model) {
        return mse(model.predict(testX), testY);
    }

    /** All figures of the model as it is now. */
    CellRecord.Accuracy accuracy(MscaleModel model) {
        double[] prediction = model.predict(testX);
        double truthSquared = 0;
        double maxAbs = 0;
        for (int i = 0; i < prediction.length; i++) {
            truthSquared += testY[i] * testY[i];
            maxAbs = Math.max(maxAbs, Math.abs(prediction[i] - testY[i]));
        }
        double relativeL2 = Math.sqrt(squaredError(prediction, testY) / truthSquared);
        List<CellRecord.Frequency> frequencies = task.frequencies().stream()
                .map(probe -> new CellRecord.Frequency(
                        probe.k(), EventLog.finiteOrNull(probe.relativeError(testX, testY, prediction))))
                .toList();
        return new CellRecord.Accuracy(
                EventLog.finiteOrNull(trainMse(model)),
                EventLog.finiteOrNull(mse(prediction, testY)),
                EventLog.finiteOrNull(relativeL2),
                EventLog.finiteOrNull(maxAbs),
                frequencies);
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
