package io.mscale.harness.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.harness.CommandName;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Tasks;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawnNetworkTest {

    /** What is drawn is what would be trained. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "--variant single,multi,multi2,fourier,nerf,siren,mff",
                "--variant multi,mff --task fit2d --preset paper --scales pow2:3;auto",
                "--variant multi2,nerf --equal-parameters --width 40,20 --train-scales"
            })
    void of_options_areTheNetworksOfThePlan(String words) throws IOException {
        RunOptions options = (RunOptions) CommandName.parse(("--backend a " + words).split(" ", -1));
        List<ChosenTask> tasks = ChosenTask.of(options.taskOptions(), Tasks.ofThisProgram());

        List<DrawnNetwork> drawn = DrawnNetwork.of(options, tasks.get(0));

        assertThat(drawn)
                .isEqualTo(Plans.planner(options, tasks, Form.of(options)).plan().cells().stream()
                        .map(cell ->
                                new DrawnNetwork(cell.variant(), cell.network().spec()))
                        .toList());
    }
}
