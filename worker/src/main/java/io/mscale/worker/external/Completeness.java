package io.mscale.worker.external;

import io.mscale.record.cell.CellSpec;
import io.mscale.worker.training.EvaluationSchedule;
import java.util.ArrayList;
import java.util.List;

/** Whether a worker that says it is done has done all that it was asked for. */
final class Completeness {

    /** A worker may take another way to the mean of the squared errors. */
    private static final double ROUNDING = 1e-6;

    private Completeness() {}

    /**
     * Looks over a conversation that ended well.
     *
     * @return the network at the test points after the last step
     * @throws ProtocolException if something is missing, or training stopped early without a cause
     */
    static double[] require(CellSpec spec, Conversation conversation, Judge judge) throws ProtocolException {
        List<String> wanted = new ArrayList<>(List.of(EventName.LIBRARY, EventName.READY, EventName.WARM_UP));
        if (judge.paritySteps() > 0) {
            wanted.add(EventName.PARITY);
        }
        for (String event : wanted) {
            if (!conversation.told().contains(event)) {
                throw new ProtocolException("it finished without the event '" + event + "'");
            }
        }
        double[] prediction = conversation.prediction();
        if (prediction == null) {
            throw new ProtocolException("it finished without an evaluation after step " + conversation.step());
        }
        requireCause(spec, conversation, judge, prediction);
        requireEvaluations(spec, conversation);
        return prediction;
    }

    private static void requireCause(CellSpec spec, Conversation conversation, Judge judge, double[] prediction)
            throws ProtocolException {
        int steps = spec.training().steps();
        int step = conversation.step();
        Double limit = spec.measurement().timeLimitSeconds();
        boolean timeIsOver = limit != null && conversation.seconds() >= limit;
        boolean targetReached = spec.measurement().stopAtTarget()
                && judge.testMse(prediction) <= spec.measurement().targetMse() * (1 + ROUNDING);
        if (step > steps || (step < steps && !timeIsOver && !targetReached)) {
            throw new ProtocolException("it finished after step " + step + " of " + steps
                    + (step > steps ? "" : ", and neither a time limit nor a target was reached"));
        }
    }

    /** After the steps that were asked for, and where training stopped. */
    private static void requireEvaluations(CellSpec spec, Conversation conversation) throws ProtocolException {
        int last = conversation.step();
        List<Integer> expected =
                new ArrayList<>(EvaluationSchedule.steps(spec.training().steps()));
        expected.removeIf(step -> step >= last);
        expected.add(last);
        for (int i = 0; i < expected.size(); i++) {
            List<Integer> found = conversation.evaluatedSteps();
            if (i >= found.size() || !found.get(i).equals(expected.get(i)) || found.size() > expected.size()) {
                throw new ProtocolException("evaluation " + (i + 1) + " must be after step " + expected.get(i)
                        + (i < found.size() ? ", not " + found.get(i) : ""));
            }
        }
    }
}
