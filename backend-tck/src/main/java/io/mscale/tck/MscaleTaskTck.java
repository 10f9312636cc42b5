package io.mscale.tck;

public abstract class MscaleTaskTck implements io.mscale.tck.task.TaskSubject {
}
