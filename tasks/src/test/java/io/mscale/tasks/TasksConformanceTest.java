package io.mscale.tasks;

import io.mscale.api.task.FittingTask;
import io.mscale.tck.MscaleTaskTck;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

/** Every built-in task keeps the rules for tasks. */
class TasksConformanceTest {

    @Nested
    class OfFit1d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Fit1d();
        }
    }

    @Nested
    class OfFit2d extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Fit2d();
        }
    }

    @Nested
    class OfStretch extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Stretch();
        }
    }

    @Nested
    class OfBandLimited extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new BandLimited();
        }
    }

    @Nested
    class OfBandLimitedInThreeDimensions extends OfBandLimited {
        @Override
        public Map<String, String> choices() {
            return Map.of("dimension", "3", "kmax", "20", "bands", "2");
        }
    }

    @Nested
    class OfOneRing extends OfBandLimited {
        @Override
        public Map<String, String> choices() {
            return Map.of("dimension", "1", "ring", "2");
        }
    }

    @Nested
    class OfPrinciple extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new Principle();
        }
    }

    @Nested
    class OfImage extends MscaleTaskTck {
        @Override
        public FittingTask task() {
            return new ImageFitting();
        }
    }

    @Nested
    class OfGreyImage extends OfImage {
        @Override
        public Map<String, String> choices() {
            return Map.of("image", "rings");
        }
    }

    @Nested
    class OfTable extends MscaleTaskTck {

        @SuppressWarnings("NullAway.Init")
        @TempDir
        private static Path folder;

        @Override
        public FittingTask task() {
            return new TableFitting();
        }

        @Override
        public Map<String, String> choices() {
            StringBuilder table = new StringBuilder("time,place,height\n");
            for (int i = 0; i < 300; i++) {
                double place = i * 37 % 300 / 300.0;
                table.append(i)
                        .append(',')
                        .append(place)
                        .append(',')
                        .append(Math.sin(0.1 * i) + place)
                        .append('\n');
            }
            try {
                Path file = Files.writeString(folder.resolve("table.csv"), table);
                return Map.of("data", file.toString(), "output", "height");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
