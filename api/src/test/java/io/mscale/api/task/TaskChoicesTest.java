package io.mscale.api.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.option.Numbers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TaskChoicesTest {

    private static final List<TaskOption> OPTIONS = List.of(
            new TaskOption("dimension", "D", "input dimensions", "2"), new TaskOption("data", "FILE", "a table", ""));

    @Test
    void read_givenOrStandard_isRead() {
        assertThat(new TaskChoices(OPTIONS, Map.of("dimension", "3")).<Integer>read("dimension", Numbers::positiveInt))
                .isEqualTo(3);
        assertThat(new TaskChoices(OPTIONS, Map.of()).<Integer>read("dimension", Numbers::positiveInt))
                .isEqualTo(2);
        assertThat(new TaskChoices(OPTIONS, Map.of()).given("data")).isEmpty();
    }

    @Test
    void read_wrongValue_namesTheOption() {
        TaskChoices choices = new TaskChoices(OPTIONS, Map.of("dimension", "x"));

        assertThatThrownBy(() -> choices.read("dimension", Numbers::positiveInt))
                .isInstanceOfSatisfying(WrongChoiceException.class, e -> {
                    assertThat(e.option()).isEqualTo("dimension");
                    assertThat(e.problem()).contains("'x'");
                })
                .hasMessageStartingWith("dimension: ");
    }

    /** No heap has room for such an array. */
    @Test
    void read_moreThanTheHeapHolds_namesTheFile() {
        TaskChoices choices = new TaskChoices(OPTIONS, Map.of("data", "big.csv"));

        assertThatThrownBy(() -> choices.read("data", name -> new long[Integer.MAX_VALUE]))
                .isInstanceOf(OutOfMemoryError.class)
                .hasMessageEndingWith(" while reading 'big.csv'")
                .hasCauseInstanceOf(OutOfMemoryError.class);
    }

    @Test
    void construct_unknownName_isRefusedWithTheNearest() {
        assertThatThrownBy(() -> new TaskChoices(OPTIONS, Map.of("dimensions", "3")))
                .isInstanceOf(WrongChoiceException.class)
                .hasMessageContaining("Did you mean 'dimension'?");
    }

    @Test
    void all_standardValues_areAmongThem() {
        assertThat(new TaskChoices(OPTIONS, Map.of("data", "a.csv")).all())
                .containsExactly(Map.entry("dimension", "2"), Map.entry("data", "a.csv"));
    }

    @Test
    void taskOption_nameThatCannotBeTyped_isRefused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new TaskOption("Max K", "K", "", ""));
    }

    @Test
    void units_column_scalesThereAndBack() {
        Units.Column column = new Units.Column("temperature", 20, 4);

        assertThat(column.scaled(22)).isEqualTo(0.5);
        assertThat(column.value(0.5)).isEqualTo(22);
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Units.Column("constant", 7, 0))
                .withMessageContaining("'constant'");
    }

    @Test
    void configured_taskWithoutOptions_takesNone() {
        FittingTask task = new FlatTask();

        assertThat(task.configured(Map.of())).isSameAs(task);
        assertThatThrownBy(() -> task.configured(Map.of("height", "1")))
                .isInstanceOf(WrongChoiceException.class)
                .hasMessageContaining("'height'");
    }

    private static final class FlatTask implements FittingTask {

        @Override
        public String id() {
            return "flat";
        }

        @Override
        public String description() {
            return "nothing happens";
        }

        @Override
        public Domain domain() {
            return Domain.interval(0, 1);
        }

        @Override
        public double[] target(double[] x) {
            return new double[1];
        }

        @Override
        public PresetSettings settings(Preset preset) {
            throw new UnsupportedOperationException("nobody trains this");
        }

        @Override
        public double targetMse() {
            return 1;
        }
    }
}
