package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.mscale.api.task.Preset;
import io.mscale.harness.CommandName;
import io.mscale.harness.UsageException;
import io.mscale.harness.run.StudyCommand;
import io.mscale.tasks.Fit1d;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class StudyFormsTest {

    @Test
    void of_chapter_hasThePublishedRecipeBesideOurs() {
        assertThat(names("chapter")).containsExactly("single ", "multi ", "multi published");
    }

    @Test
    void of_activations_triesEveryOneInTheFirstLayer() {
        assertThat(names("activations"))
                .contains("multi first phipsi", "multi first gelu", "multi others tanh")
                .doesNotContain("multi first identity")
                .hasSize(20);
    }

    @Test
    void of_structures_widensSubnetworksUntilTheParametersAreAsMany() {
        List<Form> forms = Form.of(options("structures").study(), new Fit1d(), Preset.QUICK);

        // 600-100-100 has 70,800 weights behind the first layer; nine subnetworks of a ninth each have a ninth of that
        List<Integer> widths = Objects.requireNonNull(forms.get(2).widths);
        assertThat(widths.get(0)).isEqualTo(600);
        assertThat(widths.get(1)).isBetween(350, 650).isEqualTo(widths.get(2));
    }

    @Test
    void steps_frequencyPrinciple_areEnoughToSeeIt() {
        assertThat(options("frequency-principle").steps()).contains(1000);
        assertThat(options("frequency-principle", "--steps", "7").steps()).contains(7);
        assertThat(options("baselines").steps()).isEmpty();
    }

    @Test
    void topic_noneOrUnknown_namesTheStudies() {
        assertThatThrownBy(() -> options().study())
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("study takes the name of one study: chapter, frequency-principle, ");
        assertThatThrownBy(() -> options("strech").study())
                .isInstanceOf(UsageException.class)
                .hasMessageContaining("Did you mean 'stretch'?");
    }

    @Test
    void parse_whatAStudyChoosesItself_isRefused() {
        assertThatThrownBy(() -> options("chapter", "--scales=1,2"))
                .isInstanceOf(UsageException.class)
                .hasMessage("--scales: a study chooses that itself; see study --help");
    }

    private static List<String> names(String study) {
        return Form.of(options(study).study(), new Fit1d(), Preset.QUICK).stream()
                .map(form -> form.variant + " " + form.label)
                .toList();
    }

    private static StudyCommand options(String... arguments) {
        String[] line = new String[arguments.length + 1];
        line[0] = "study";
        System.arraycopy(arguments, 0, line, 1, arguments.length);
        return (StudyCommand) CommandName.parse(line);
    }
}
