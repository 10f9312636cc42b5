package io.mscale.harness.template;

import io.mscale.api.option.Named;

/** What a third party can add. */
public enum PluginKind implements Named.Constant {
    BACKEND,
    TASK,
    WORKER
}
