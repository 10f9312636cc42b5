package io.mscale.harness.plan;

import static io.mscale.harness.plan.Plans.assertRefused;
import static io.mscale.harness.plan.Plans.plan;
import static io.mscale.harness.plan.Plans.planner;
import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.Probe;
import io.mscale.harness.CommandName;
import io.mscale.harness.cli.RunOptions;
import io.mscale.record.cell.CellSpec;
import org.junit.jupiter.api.Test;

/** What a plan takes from its backends, and what they lack. */
class PlannerBackendsTest {

    @Test
    void plan_all_standsForWhatCanDoItAndTellsOfTheRest() {
        RunOptions options = (RunOptions) CommandName.parse("--backend", "all");
        RunPlan plan =
                planner(options, Probe.unavailable("its library is missing")).plan();

        assertThat(plan.cells()).extracting(CellSpec::backend).containsOnly("a");
        assertThat(plan.notes())
                .filteredOn(note -> note.startsWith("Left out: "))
                .containsExactly(
                        "Left out: backend 'b' cannot be used here: its library is missing",
                        "Left out: backend 'narrow' has no device 'cpu'; it has gpu",
                        "Left out: backend 'broken' is broken: it fell down");
    }

    @Test
    void plan_workerSettings_areACollectorTheBackendsOwnAndThenTheUsers() {
        assertThat(plan("--backend", "a,b", "--variant", "single", "--threads", "4"))
                .extracting(
                        cell -> cell.worker().jvmOptions() + " " + cell.worker().environment())
                .containsExactly(
                        "[-XX:+UseSerialGC, -Dof=a, -Dusers=1] {THREADS=4, USERS=1}",
                        "[-XX:+UseSerialGC, -Dof=b, -Dusers=1] {THREADS=4, USERS=1}");
    }

    @Test
    void plan_brokenBackend_isRefusedWithItsReason() {
        assertRefused("--backend: backend 'broken' cannot be used: it fell down", "--backend", "broken");
    }

    @Test
    void plan_deviceThatABackendLacks_isRefusedWithWhatItHas() {
        assertRefused(
                "--device: backend 'b' has no 'gpu'; it has cpu: use --device cpu",
                "--backend",
                "b",
                "--device",
                "gpu");
        assertRefused("--device: backend 'narrow' has no 'cpu'; it has gpu: use --device gpu", "--backend", "a,narrow");
    }

    @Test
    void plan_activationThatABackendLacks_isRefusedWithWhatItHas() {
        assertRefused(
                "backend 'narrow' has no activation 'sin'; it has relu", "--backend", "narrow", "--device", "gpu");
    }

    /** Nobody named it, so that the message says where it comes from. */
    @Test
    void plan_gpuWithoutTheBackendMadeForIt_isRefused() {
        assertRefused(
                "--device gpu:1 without --backend: unknown backend 'cuda'; allowed: a, b, narrow", "--device", "gpu:1");
        assertRefused("--backend: unknown backend 'cuda'", "--device", "gpu", "--backend", "cuda");
        assertRefused("--backend: unknown backend 'simd'");
    }
}
