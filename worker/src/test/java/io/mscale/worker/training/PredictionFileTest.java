package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionFileTest {

    @TempDir
    private Path folder = Path.of("");

    @Test
    void write_pointsInAnyOrder_areSortedUnderAHeader() throws IOException {
        Path file = folder.resolve("prediction.csv");
        Dataset test = new Dataset(1, 1, new double[] {1, -0.5, 0.25}, new double[] {3, 0, 1.5});
        try (MscaleModel model = new LinearModel(Cells.of("linear", 1).modelSpec())) {
            model.setParameters(new double[] {4, 0.5, 0, 0});
            PredictionFile.write(file, model.predict(test.x()), test, Optional.empty());
        }
        assertThat(file).hasContent("x1,truth1,prediction1\n-0.5,0.0,-1.5\n0.25,1.5,1.5\n1.0,3.0,4.5\n");
    }
}
