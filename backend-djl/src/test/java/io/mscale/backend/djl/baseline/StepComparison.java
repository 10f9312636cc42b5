package io.mscale.backend.djl.baseline;

import ai.djl.pytorch.jni.JniUtils;
import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.backend.djl.DjlBackend;
import java.util.Arrays;

/**
 * Times the backend's step against the obvious one, turn by turn in one process, at paper size. Arguments: threads (2) and
 * turns (15). Run with the module's test class path.
 */
final class StepComparison {

    private StepComparison() {}

    /** The program. */
    public static void main(String[] arguments) {
        int threads = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 2;
        int turns = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15;
        ModelSpec spec = PaperStep.spec(threads);
        double[] scripted = new double[turns];
        double[] obvious = new double[turns];
        try (MscaleModel backend = PaperStep.ready(new DjlBackend().create(spec, Device.CPU));
                MscaleModel yardstick = PaperStep.ready(new ObviousDjlModel(spec))) {
            for (int turn = 0; turn < turns; turn++) {
                scripted[turn] = millisecondsOfAStep(backend);
                // the backend's steps leave this thread with operations that are not split
                JniUtils.setNumThreads(threads);
                obvious[turn] = millisecondsOfAStep(yardstick);
            }
        }
        System.out.printf(
                "%d threads: backend %.1f ms (least %.1f), obvious %.1f ms (least %.1f), ratio %.3f%n",
                threads,
                median(scripted),
                scripted[0],
                median(obvious),
                obvious[0],
                median(scripted) / median(obvious));
    }

    private static double millisecondsOfAStep(MscaleModel model) {
        long start = System.nanoTime();
        model.train(1);
        return (System.nanoTime() - start) * 1e-6;
    }

    private static double median(double[] values) {
        Arrays.sort(values);
        return values[values.length / 2];
    }
}
