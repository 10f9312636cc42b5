package io.mscale.results.gate;

import io.mscale.record.run.RunRecord;
import io.mscale.results.compare.Runs;
import java.util.List;
import java.util.Optional;

/** Gates of runs whose steps, or errors, are given. */
final class Gates {

    private Gates() {}

    static final double[] FAST = {0.100, 0.101, 0.102, 0.099, 0.100, 0.101, 0.099};

    static final double[] SLOW = {0.110, 0.111, 0.112, 0.109, 0.110, 0.111, 0.109};

    static Gate gate(RunRecord base, RunRecord head) {
        return Gate.of(Runs.compare(base, head), Tolerance.DEFAULT, Optional.empty());
    }

    static Gate confirmed(RunRecord base, RunRecord head, RunRecord again) {
        return Gate.of(Runs.compare(base, head), Tolerance.DEFAULT, Optional.of(Runs.compare(base, again)));
    }

    static RunRecord steps(double... steps) {
        return Runs.run(Runs.steps("ejml", steps));
    }

    static List<Check.Kind> kinds(Gate gate, Outcome outcome) {
        return gate.checks(outcome).stream().map(Check::kind).toList();
    }
}
