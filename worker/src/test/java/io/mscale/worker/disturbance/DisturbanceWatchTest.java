package io.mscale.worker.disturbance;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.training.Cells;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class DisturbanceWatchTest {

    private static final CellSpec SPEC = Cells.of("linear", 5);

    private final List<WorkerEvent> events = new ArrayList<>();

    @Test
    void end_afterSteps_hasAReadingBeforeAndAfter() {
        DisturbanceWatch watch = new DisturbanceWatch(SPEC, event -> events.add(event.apply(1)));
        watch.beforeSteps(0);
        watch.beforeSteps(1e-9);
        watch.pause();
        watch.resume(1e-9);
        watch.end(2e-9);
        assertThat(events).hasSizeGreaterThanOrEqualTo(3);
        assertThat(events.get(0)).isInstanceOf(WorkerEvent.Canary.class);
        assertThat(((WorkerEvent.Canary) events.get(events.size() - 2)).seconds())
                .isEqualTo(2e-9);
        WorkerEvent.Machine machine = (WorkerEvent.Machine) events.get(events.size() - 1);
        assertThat(machine.machine().seconds()).isPositive();
        assertThat(machine.gpu()).isNull();
    }

    @Test
    void end_noStep_tellsNothing() {
        DisturbanceWatch watch = new DisturbanceWatch(SPEC, event -> events.add(event.apply(1)));
        watch.pause();
        watch.resume(0);
        watch.end(0);
        assertThat(events).isEmpty();
    }

    @Test
    void beforeSteps_moreThanASecondLater_readsAgain() throws InterruptedException {
        DisturbanceWatch watch = new DisturbanceWatch(SPEC, event -> events.add(event.apply(1)));
        watch.beforeSteps(0);
        int step = 0;
        while (events.size() < 2) {
            Thread.sleep(10);
            watch.beforeSteps(++step);
        }
        assertThat(((WorkerEvent.Canary) events.get(1)).seconds()).isEqualTo(step);
    }
}
