package io.mscale.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.task.Dataset;
import io.mscale.api.training.Adam;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.OptimizerState;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What models give and take beside steps: the optimiser's state, loss and gradient. */
class OptimizerHooksTest {

    private static final Dataset DATA = new Dataset(2, 1, new double[8], new double[4]);

    /** Minimises the sum of (i + 1) p_i^2 / 2 by Adam, and has nothing but moments. */
    private static class Bowl extends MscaleModel {
        private final double[] p = new double[layout().size()];
        private final double[] m = new double[p.length];
        private final double[] v = new double[p.length];
        private long lastStep;

        Bowl() {
            super(ModelSpecs.small(), Device.CPU);
        }

        @Override
        protected void writeParameters(double[] flat) {
            System.arraycopy(flat, 0, p, 0, p.length);
            Arrays.fill(m, 0);
            Arrays.fill(v, 0);
        }

        @Override
        protected void readParameters(double[] flat) {
            System.arraycopy(p, 0, flat, 0, p.length);
        }

        @Override
        protected void readMoments(double[] first, double[] second) {
            System.arraycopy(m, 0, first, 0, p.length);
            System.arraycopy(v, 0, second, 0, p.length);
        }

        @Override
        protected void writeMoments(double[] first, double[] second) {
            System.arraycopy(first, 0, m, 0, p.length);
            System.arraycopy(second, 0, v, 0, p.length);
        }

        @Override
        protected void upload(Dataset dataset, BatchSchedule schedule) {}

        @Override
        protected double takeStep(long step) {
            Adam adam = spec().training().adam();
            double loss = 0;
            for (int i = 0; i < p.length; i++) {
                double g = (i + 1) * p[i];
                loss += g * p[i] / 2;
                m[i] = adam.beta1() * m[i] + (1 - adam.beta1()) * g;
                v[i] = adam.beta2() * v[i] + (1 - adam.beta2()) * g * g;
                p[i] -= adam.learningRateAt(step)
                        * (m[i] / adam.firstMomentCorrection(step))
                        / (Math.sqrt(v[i] / adam.secondMomentCorrection(step)) + adam.epsilon());
            }
            lastStep = step;
            return loss;
        }

        @Override
        protected void evaluate(double[] x, int samples, double[] y) {}

        @Override
        protected void release() {}
    }

    private static Bowl started() {
        Bowl bowl = new Bowl();
        bowl.bind(DATA);
        double[] p = new double[bowl.layout().size()];
        Arrays.setAll(p, i -> 1 - i / 8.0);
        bowl.setParameters(p);
        return bowl;
    }

    @Test
    void setParameters_withState_goesOnAsTheOldModelDoes() {
        Bowl old = started();
        old.train(7);
        Bowl other = new Bowl();
        other.bind(DATA);

        other.setParameters(old.parameters(), old.optimizerState());
        double loss = other.train(3);

        assertThat(other.stepsTaken()).isEqualTo(10);
        assertThat(loss).isEqualTo(old.train(3));
        assertThat(other.parameters()).isEqualTo(old.parameters());
        assertThat(other.optimizerState().firstMoments())
                .isEqualTo(old.optimizerState().firstMoments());
        assertThat(other.optimizerState().secondMoments())
                .isEqualTo(old.optimizerState().secondMoments());
    }

    @Test
    void setParameters_withoutState_startsAfresh() {
        Bowl bowl = started();
        bowl.train(5);

        bowl.setParameters(bowl.parameters());

        assertThat(bowl.optimizerState().steps()).isZero();
        assertThat(bowl.optimizerState().firstMoments()).containsOnly(0);
    }

    @Test
    void lossAndGradient_isTheLosss_andLeavesEverythingAsItWas() {
        Bowl bowl = started();
        bowl.train(4);
        double[] p = bowl.parameters();
        OptimizerState state = bowl.optimizerState();
        double[] gradient = new double[p.length];

        double loss = bowl.lossAndGradient(gradient);

        double expected = 0;
        for (int i = 0; i < p.length; i++) {
            assertThat(gradient[i]).isEqualTo((i + 1) * p[i], within(1e-14));
            expected += (i + 1) * p[i] * p[i] / 2;
        }
        assertThat(loss).isEqualTo(expected, within(1e-14));
        assertThat(bowl.lastStep).isEqualTo(5);
        assertThat(bowl.stepsTaken()).isEqualTo(4);
        assertThat(bowl.parameters()).isEqualTo(p);
        assertThat(bowl.optimizerState().firstMoments()).isEqualTo(state.firstMoments());
        assertThat(bowl.optimizerState().secondMoments()).isEqualTo(state.secondMoments());
    }

    @Test
    void state_ofTheWrongSize_isRefused() {
        Bowl bowl = started();
        int size = bowl.layout().size();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> bowl.setParameters(new double[size], OptimizerState.initial(size + 1)))
                .withMessageContaining("has " + size + " parameters, not " + (size + 1));
        assertThatIllegalArgumentException().isThrownBy(() -> bowl.lossAndGradient(new double[size - 1]));
    }

    @Test
    void lossAndGradient_withoutData_isRefused() {
        Bowl bowl = new Bowl();
        bowl.setParameters(new double[bowl.layout().size()]);

        assertThatIllegalStateException()
                .isThrownBy(() -> bowl.lossAndGradient(new double[bowl.layout().size()]))
                .withMessage("no data was bound");
    }

    @Test
    void optimizerState_numbersOutOfRange_areRefused() {
        double[] one = {1};
        assertThatIllegalArgumentException().isThrownBy(() -> new OptimizerState(-1, one, one));
        assertThatIllegalArgumentException().isThrownBy(() -> new OptimizerState(1, one, new double[2]));
        assertThatIllegalArgumentException().isThrownBy(() -> new OptimizerState(1, new double[] {Double.NaN}, one));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new OptimizerState(1, one, new double[] {-1}))
                .withMessageContaining("second moment 0");
    }
}
