package io.mscale.results.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.ProcessorSamples;
import io.mscale.record.sample.Samples;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContestTest {

    private static final RunRecord RUN = Samples.run(Samples.ok("ejml", "multi", 1, 0.5));

    /** How many contests the cell has in a report of these runs. */
    private static long contests(RunRecord... runs) {
        List<ReportedRun> reported = new ArrayList<>();
        for (RunRecord run : runs) {
            String mark = "run" + reported.size();
            reported.add(new ReportedRun(mark, new RunFolder(Path.of(mark)), run));
        }
        return new Evidence(reported)
                .cells().stream().map(Contest::of).distinct().count();
    }

    @Test
    void of_processorsOfOneName_areOneMachineUnlessTheyAreKnownToDiffer() {
        RunRecord known = ProcessorSamples.on(RUN, ProcessorSamples.PROCESSOR);
        RunRecord unlike = ProcessorSamples.on(RUN, ProcessorSamples.others().get(0));

        assertThat(contests(RUN, known)).isEqualTo(1);
        assertThat(contests(known, unlike)).isEqualTo(2);
        assertThat(contests(RUN, known, unlike)).isEqualTo(2);
    }

    @Test
    void of_otherJava_isTheSameMachine() {
        assertThat(contests(RUN, ProcessorSamples.withJava(RUN, "OpenJDK 21"))).isEqualTo(1);
    }
}
