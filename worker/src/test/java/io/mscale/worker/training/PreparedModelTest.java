package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.record.cell.CellSpec;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PreparedModelTest {

    private final CellSpec spec = Cells.of("linear", 5);

    @Test
    void constructor_uploadFails_closesTheModel() {
        List<String> calls = new ArrayList<>();
        LinearBackend failing = new LinearBackend() {
            @Override
            public MscaleModel create(ModelSpec modelSpec, Device device) {
                return new LinearModel(modelSpec) {
                    @Override
                    protected void upload(Dataset dataset, BatchSchedule batches) {
                        throw new IllegalStateException("device memory is full");
                    }

                    @Override
                    protected void release() {
                        calls.add("release");
                    }
                };
            }
        };
        assertThatIllegalStateException()
                .isThrownBy(() -> new PreparedModel(spec, failing).close())
                .withMessage("device memory is full");
        assertThat(calls).containsExactly("release");
    }

    /** On [0, 4], sin pi u is sin (pi/2 x - pi). */
    @Test
    void initialParameters_fixedFeatures_seeTheDomainAsMinusOneToOne() {
        try (PreparedModel prepared = new PreparedModel(Cells.ofOctave("wide-line"), new LinearBackend())) {
            assertThat(prepared.initialParameters()).startsWith(Math.PI / 2, Math.PI / 2, -Math.PI, -Math.PI / 2);
        }
    }

    @Test
    void restart_afterSteps_isTheSameTrainingAgain() {
        try (PreparedModel prepared = new PreparedModel(spec, new LinearBackend())) {
            double[] initial = prepared.model().parameters();
            double first = prepared.model().train(1);
            double later = prepared.model().train(10);
            assertThat(later).isLessThan(first);
            prepared.restart();
            assertThat(prepared.model().parameters()).isEqualTo(initial);
            assertThat(prepared.model().train(1)).isEqualTo(first);
        }
    }

    @Test
    void sets_sizes_areThoseOfTheSpecification() {
        try (PreparedModel prepared = new PreparedModel(spec, new LinearBackend())) {
            assertThat(prepared.train().size()).isEqualTo(20);
            assertThat(prepared.test().size()).isEqualTo(10);
            assertThat(prepared.task().id()).isEqualTo("line");
        }
    }
}
