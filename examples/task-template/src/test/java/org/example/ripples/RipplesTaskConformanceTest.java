package org.example.ripples;

import io.mscale.api.task.FittingTask;
import io.mscale.tck.MscaleTaskTck;

class RipplesTaskConformanceTest extends MscaleTaskTck {

    @Override
    public FittingTask task() {
        return new RipplesTask();
    }
}
