package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ThreadDumpTest {

    private static final String HEAD = """
            something that the library printed
            2026-11-28 20:59:56
            Full thread dump OpenJDK 64-Bit Server VM (17.0.15+6 mixed mode, sharing):

            "parent-watch" #9 daemon prio=5 os_prio=0 cpu=1.00ms elapsed=4.00s tid=0x00007f9784017f00 nid=0x35e0 runnable
               java.lang.Thread.State: RUNNABLE
            \tat java.io.FileInputStream.read(java.base@17.0.15/FileInputStream.java:276)
            \tat io.mscale.worker.ParentWatch.waitForEndOfInput(ParentWatch.java:24)

            "main" #1 prio=5 os_prio=0 cpu=417.34ms elapsed=4.03s tid=0x00007f9784017f00 nid=0x35e0 waiting on condition
               java.lang.Thread.State: TIMED_WAITING (parking)
            """;

    private static final String END = """
            \tat io.mscale.worker.training.CellTraining.run(CellTraining.java:49)
            \tat io.mscale.worker.WorkerMain.main(WorkerMain.java:33)

            "Finalizer" #3 daemon prio=8 os_prio=0 cpu=0.21ms elapsed=3.67s in Object.wait()
            \tat java.lang.Object.wait(java.base@17.0.15/Native Method)
            """;

    @Test
    void call_ofABackend_namesTheCallAndTheBackendsFrame() {
        assertThat(ThreadDump.call(HEAD + """
                \tat java.lang.Thread.sleep(java.base@17.0.15/Native Method)
                \tat io.mscale.api.support.ThreadTeam.run(ThreadTeam.java:80)
                \tat thirdparty.Plugin$M.takeStep(Plugin.java:19)
                \tat io.mscale.api.MscaleModel.takeSteps(MscaleModel.java:200)
                \tat io.mscale.api.MscaleModel.train(MscaleModel.java:123)
                \tat io.mscale.reference.Parity.of(Parity.java:50)
                """ + END))
                .contains("train, at thirdparty.Plugin$M.takeStep(Plugin.java:19)");
        assertThat(ThreadDump.call(HEAD + """
                \tat app//thirdparty.Plugin.create(Plugin.java:12)
                """ + END)).contains("create, at thirdparty.Plugin.create(Plugin.java:12)");
    }

    @Test
    void call_ofAnExternalProgram_namesTheCall() {
        assertThat(ThreadDump.call(HEAD + """
                \tat java.util.concurrent.LinkedBlockingQueue.poll(java.base@17.0.15/LinkedBlockingQueue.java:460)
                \tat io.mscale.worker.external.Program.hear(Program.java:168)
                \t- locked <0x0000000687fbf698> (a io.mscale.worker.external.Program)
                \tat io.mscale.worker.external.ExternalModel.takeSteps(ExternalModel.java:68)
                \tat io.mscale.api.MscaleModel.train(MscaleModel.java:123)
                """ + END)).contains("train");
    }

    @Test
    void call_ofNoPlugin_isEmpty() {
        assertThat(ThreadDump.call(
                        HEAD + "\tat java.io.FileOutputStream.write(java.base@17.0.15/Native Method)\n" + END))
                .isEmpty();
        assertThat(ThreadDump.call("no dump")).isEmpty();
    }
}
