package io.mscale.worker.external;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.log.EventLog;
import io.mscale.worker.training.CellData;
import io.mscale.worker.training.Evaluator;
import io.mscale.worker.training.ParityCheck;
import org.jspecify.annotations.Nullable;

/** The judge of a cell. */
final class CellJudge implements Judge {

    private final CellSpec spec;
    private final Evaluator evaluator;
    private final double[] expectedLosses;
    private final int testValues;

    CellJudge(CellSpec spec, CellData data) {
        this.spec = spec;
        this.evaluator = new Evaluator(data.task(), data.train(), data.test());
        this.testValues = data.test().size() * data.test().outputs();
        this.expectedLosses = ParityCheck.isPossible(spec.modelSpec())
                ? ParityCheck.expected(
                        spec.modelSpec(), ParityCheck.samples(spec.modelSpec(), data.train()), data.initial())
                : new double[0];
    }

    @Override
    public int paritySteps() {
        return expectedLosses.length;
    }

    @Override
    public int testValues() {
        return testValues;
    }

    @Override
    public double testMse(double[] prediction) {
        return evaluator.testErrors(prediction).mse();
    }

    @Override
    public CellRecord.Parity parity(double[] losses) {
        return ParityCheck.verdict(spec.modelSpec(), losses, expectedLosses);
    }

    @Override
    public WorkerEvent evaluation(
            double wallSeconds, int step, double seconds, @Nullable Double trainMse, double[] prediction) {
        Evaluator.TestErrors errors = evaluator.testErrors(prediction);
        return new WorkerEvent.Evaluation(
                wallSeconds, step, seconds, trainMse, EventLog.finiteOrNull(errors.mse()), errors.frequencies());
    }

    /** All figures of the network at the end. */
    CellRecord.Accuracy accuracy(double[] prediction, double trainMse) {
        return evaluator.accuracy(prediction, trainMse);
    }
}
