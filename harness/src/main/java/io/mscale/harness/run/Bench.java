package io.mscale.harness.run;

import io.mscale.api.Device;
import io.mscale.harness.cli.RunOptions;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.Distribution;
import io.mscale.harness.discovery.Tasks;
import io.mscale.harness.fork.Plugins;
import io.mscale.harness.fork.Trials;
import io.mscale.harness.fork.WorkerConditions;
import io.mscale.harness.machine.ThisMachine;
import io.mscale.harness.machine.VisibleGpus;
import io.mscale.harness.plan.ChosenTask;
import io.mscale.harness.plan.Form;
import io.mscale.harness.plan.Planner;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.run.RunRecord;
import java.util.List;

/** What a run is made with: the program, its plug-ins, and the conditions of its workers. */
record Bench(Distribution distribution, Backends backends, Tasks tasks, WorkerConditions conditions) {

    Trials trials() {
        return new Trials(distribution, conditions.settings());
    }

    Planner planner(RunOptions options, List<ChosenTask> chosen, List<Form> forms) {
        return new Planner(
                options,
                chosen,
                forms,
                backends,
                backend -> trials().probe(backend, options.device(), options.threads()),
                conditions.settings());
    }

    /** This machine as workers on that device see it, without its peak. */
    RunRecord.Environment environment(Device device) {
        return ThisMachine.environment()
                .withWorkers(conditions.clearedVariables(), conditions.settings())
                .withGpu(VisibleGpus.used(device, conditions.settings()), null);
    }

    /** The plug-ins that a cell's worker loads. */
    Plugins plugins(CellSpec cell) {
        return new Plugins(backends.require(cell.backend()).folder(), tasks.jars(cell.task()));
    }
}
