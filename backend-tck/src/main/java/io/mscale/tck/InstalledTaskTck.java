package io.mscale.tck;

import io.mscale.api.task.FittingTask;
import java.util.Map;
import org.junit.jupiter.api.extension.ExtendWith;

/** The rules for a task on the class path, as the program's arguments name it. */
@ExtendWith(InstalledTck.class)
final class InstalledTaskTck extends MscaleTaskTck {

    private final KitOptions options;
    private final FittingTask task;

    InstalledTaskTck(KitOptions options) {
        this.options = options;
        this.task = TckMain.installedTask(options);
    }

    @Override
    public FittingTask task() {
        return task;
    }

    @Override
    public Map<String, String> choices() {
        return options.choices();
    }
}
