package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.OptimizerState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class MscaleModelTest {

    private static final Dataset DATA = new Dataset(2, 1, new double[8], new double[4]);

    /** Notes which hooks were called; predicts the sum of each point's coordinates. */
    private static final class Recorder extends MscaleModel {
        private final List<String> calls = new ArrayList<>();
        private double[] stored = {};

        Recorder() {
            super(ModelSpecs.small(), Device.CPU);
        }

        @Override
        protected void writeParameters(double[] flat) {
            calls.add("write");
            stored = flat.clone();
        }

        @Override
        protected void readParameters(double[] flat) {
            System.arraycopy(stored, 0, flat, 0, flat.length);
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {
            calls.add("upload " + dataset.size() + " in batches of " + schedule.batchSize());
        }

        @Override
        protected double takeStep(long step) {
            return takeSteps(step, 1);
        }

        @Override
        protected double takeSteps(long firstStep, int steps) {
            calls.add("steps " + firstStep + " to " + (firstStep + steps - 1));
            return 0.25;
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {
            for (int i = 0; i < samples; i++) {
                y[i] = x[2 * i] + x[2 * i + 1];
            }
        }

        @Override
        protected void release() {
            calls.add("release");
        }
    }

    /** Knows one step at a time, whose loss is 1 / step. */
    private static final class StepByStep extends MscaleModel {
        private final List<Long> steps;

        StepByStep(List<Long> steps) {
            super(ModelSpecs.small(), Device.CPU);
            this.steps = steps;
        }

        @Override
        protected void writeParameters(double[] flat) {}

        @Override
        protected void readParameters(double[] flat) {}

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {}

        @Override
        protected double takeStep(long step) {
            steps.add(step);
            return 1.0 / step;
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {}

        @Override
        protected void release() {}
    }

    private static double[] ramp(int length) {
        double[] values = new double[length];
        Arrays.setAll(values, i -> i);
        return values;
    }

    @Test
    void train_parametersAndDataSet_countsStepsFromOne() {
        try (Recorder model = new Recorder()) {
            model.setParameters(ramp(13));
            model.bind(DATA);
            assertThat(model.train(1)).isEqualTo(0.25);
            model.train(4);
            assertThat(model.stepsTaken()).isEqualTo(5);
            assertThat(model.calls)
                    .containsExactly("write", "upload 4 in batches of 2", "steps 1 to 1", "steps 2 to 5");
        }
    }

    @Test
    void train_backendWithoutBlocks_takesOneStepAfterTheOtherAndReturnsTheLastLoss() {
        List<Long> steps = new ArrayList<>();
        try (MscaleModel model = new StepByStep(steps)) {
            model.setParameters(ramp(13));
            model.bind(DATA);
            assertThat(model.train(3)).isEqualTo(1.0 / 3);
            assertThat(model.train(1)).isEqualTo(1.0 / 4);
        }
        assertThat(steps).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void setParameters_afterTraining_startsAfresh() {
        try (Recorder model = new Recorder()) {
            model.bind(DATA);
            model.setParameters(ramp(13));
            model.train(7);
            model.setParameters(ramp(13));
            assertThat(model.stepsTaken()).isZero();
            model.train(1);
            assertThat(model.calls).endsWith("write", "steps 1 to 1");
        }
    }

    @Test
    void train_somethingMissing_isRefused() {
        try (Recorder model = new Recorder()) {
            model.bind(DATA);
            assertThatIllegalStateException().isThrownBy(() -> model.train(1)).withMessage("no parameters were set");
        }
        try (Recorder model = new Recorder()) {
            model.setParameters(ramp(13));
            assertThatIllegalStateException().isThrownBy(() -> model.train(1)).withMessage("no data was bound");
            model.bind(DATA);
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.train(0))
                    .withMessage("steps must be at least 1, not 0");
        }
    }

    @Test
    void parameters_set_areReadBack() {
        try (Recorder model = new Recorder()) {
            assertThatIllegalStateException().isThrownBy(model::parameters).withMessage("no parameters were set");
            model.setParameters(ramp(13));
            assertThat(model.parameters()).isEqualTo(ramp(13));
        }
    }

    @Test
    void setParameters_wrongLengthOrNotFinite_isRefusedBeforeTheBackendSeesThem() {
        try (Recorder model = new Recorder()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.setParameters(ramp(12)))
                    .withMessage("the network has 13 parameters, not 12");
            double[] bad = ramp(13);
            bad[3] = Double.NaN;
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.setParameters(bad))
                    .withMessage("parameter[3] is not finite: NaN");
            assertThat(model.calls).isEmpty();
        }
    }

    @Test
    void bind_otherDimensions_isRefused() {
        try (Recorder model = new Recorder()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.bind(new Dataset(1, 1, new double[4], new double[4])))
                    .withMessage("the network maps 2 inputs to 1 outputs, the data 1 to 1");
            assertThat(model.calls).isEmpty();
        }
    }

    @Test
    void predict_wholePoints_givesOneRowEach() {
        try (Recorder model = new Recorder()) {
            model.setParameters(ramp(13));
            assertThat(model.predict(new double[] {1, 2, 3, 4})).containsExactly(3, 7);
        }
    }

    @Test
    void predict_badPoints_areRefused() {
        try (Recorder model = new Recorder()) {
            assertThatIllegalStateException().isThrownBy(() -> model.predict(new double[2]));
            model.setParameters(ramp(13));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(new double[3]))
                    .withMessage("x of length 3 does not hold points of 2 inputs");
            assertThatIllegalArgumentException().isThrownBy(() -> model.predict(new double[0]));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> model.predict(new double[] {0, Double.POSITIVE_INFINITY}))
                    .withMessage("x[1] is not finite: Infinity");
        }
    }

    @Test
    void close_twice_releasesOnce() {
        Recorder model = new Recorder();
        model.close();
        model.close();
        assertThat(model.calls).containsExactly("release");
    }

    @Test
    void everything_afterClose_isRefused() {
        Recorder model = new Recorder();
        model.setParameters(ramp(13));
        model.bind(DATA);
        model.close();
        List<ThrowingCallable> uses = List.of(
                () -> model.setParameters(ramp(13)),
                model::parameters,
                () -> model.bind(DATA),
                () -> model.train(1),
                () -> model.predict(new double[2]));
        assertThat(uses)
                .allSatisfy(
                        use -> assertThatIllegalStateException().isThrownBy(use).withMessage("the model is closed"));
    }

    @Test
    void optimizerState_ofAModelWithoutTheHooks_isRefused() {
        Recorder model = new Recorder();
        double[] parameters = new double[model.layout().size()];
        model.setParameters(parameters);

        assertThatThrownBy(model::optimizerState).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> model.setParameters(parameters, OptimizerState.initial(parameters.length)))
                .isInstanceOf(UnsupportedOperationException.class);
    }
}
