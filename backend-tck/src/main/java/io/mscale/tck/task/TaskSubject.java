package io.mscale.tck.task;

import io.mscale.api.task.FittingTask;
import java.util.Map;

public interface TaskSubject {
    FittingTask task();
    default Map<String, String> choices() { return Map.of(); }
}
