package io.mscale.worker.training;

import io.mscale.api.task.Domain;
import io.mscale.api.task.FrequencyProbe;
import java.util.List;

/** f(x) = sin 2x + 0.03 sin 60x on [-pi, pi]: a strong low wave and a weak high one. */
public class WavesTask extends LineTask {

    @Override
    public String id() {
        return "waves";
    }

    @Override
    public Domain domain() {
        return Domain.interval(-Math.PI, Math.PI);
    }

    @Override
    public double[] target(double[] x) {
        return new double[] {Math.sin(2 * x[0]) + 0.03 * Math.sin(60 * x[0])};
    }

    @Override
    public List<FrequencyProbe> frequencies() {
        return List.of();
    }

    /** The same waves, and twice their mirror image as a second output. */
    public static final class Pair extends WavesTask {

        @Override
        public String id() {
            return "wave-pair";
        }

        @Override
        public int outputDimension() {
            return 2;
        }

        @Override
        public double[] target(double[] x) {
            double wave = super.target(x)[0];
            return new double[] {wave, -2 * wave};
        }
    }
}
