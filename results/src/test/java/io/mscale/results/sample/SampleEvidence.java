package io.mscale.results.sample;

import io.mscale.record.cell.CellRecord;
import io.mscale.record.run.RunFolder;
import io.mscale.record.run.RunRecord;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** Sample runs as a report sees them. */
public final class SampleEvidence {

    private SampleEvidence() {}

    /** One run of those cells. */
    public static Evidence of(CellRecord... cells) {
        return Evidence.of(Samples.FOLDER, Samples.run(cells));
    }

    /** Two runs in the folders {@code monday} and {@code tuesday}. */
    public static Evidence twoRuns(RunRecord monday, RunRecord tuesday) {
        Map<RunFolder, RunRecord> runs = new LinkedHashMap<>();
        runs.put(new RunFolder(Path.of("monday")), monday);
        runs.put(new RunFolder(Path.of("tuesday")), tuesday);
        return Evidence.of(runs);
    }
}
