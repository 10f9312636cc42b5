package io.mscale.backend.cuda;

import com.sun.jna.Pointer;
import com.sun.jna.ptr.PointerByReference;

/** Work that is recorded once and replayed with a single call. */
final class StepGraph implements AutoCloseable {

    /** CU_STREAM_CAPTURE_MODE_THREAD_LOCAL. */
    private static final int THREAD_LOCAL = 1;

    private final Driver driver;
    private final Pointer executable;

    private StepGraph(Driver driver, Pointer executable) {
        this.driver = driver;
        this.executable = executable;
    }

    /** Records the work that {@code work} queues in the stream. */
    static StepGraph record(GpuStream stream, Runnable work) {
        Driver driver = stream.gpu.driver;
        DriverLibrary library = driver.library();
        driver.check(library.cuStreamBeginCapture_v2(stream.handle, THREAD_LOCAL), "recording the step");
        PointerByReference graph = new PointerByReference();
        boolean recorded = false;
        int ended;
        try {
            work.run();
            recorded = true;
        } finally {
            ended = library.cuStreamEndCapture(stream.handle, graph);
            if (!recorded && ended == Driver.SUCCESS) {
                library.cuGraphDestroy(graph.getValue());
            }
        }
        driver.check(ended, "recording the step");
        PointerByReference executable = new PointerByReference();
        int made = library.cuGraphInstantiateWithFlags(executable, graph.getValue(), 0);
        library.cuGraphDestroy(graph.getValue());
        driver.check(made, "preparing the step");
        return new StepGraph(driver, executable.getValue());
    }

    /** Queues the recorded work in the stream. */
    void launch(GpuStream stream) {
        driver.check(driver.library().cuGraphLaunch(executable, stream.handle), "launching the step");
    }

    @Override
    public void close() {
        driver.library().cuGraphExecDestroy(executable);
    }
}
