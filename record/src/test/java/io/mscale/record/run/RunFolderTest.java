package io.mscale.record.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class RunFolderTest {

    private final RunFolder run = new RunFolder(Path.of("run"));

    @Test
    void cell_plainId_isAFolderOfThatName() {
        assertThat(run.cell("ejml-cpu-fit1d-multi-r1").path()).isEqualTo(Path.of("run/cells/ejml-cpu-fit1d-multi-r1"));
    }

    /** A NUL is in no file name of any system; others refuse more. */
    @Test
    void cell_idThatIsNoFileName_isAFolderAllTheSame() {
        assertThat(run.cell("a\0b").path().getParent()).isEqualTo(run.cells());
    }
}
