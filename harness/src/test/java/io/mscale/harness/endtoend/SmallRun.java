package io.mscale.harness.endtoend;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Arguments of runs that are small enough for tests. */
final class SmallRun {

    private static final List<String> TINY =
            List.of("--preset", "smoke", "--width", "20,10", "--train-size", "60", "--test-size", "40");

    private static final List<String> SCALES = List.of("--scales", "linear:5");

    private SmallRun() {}

    /** A run of a few steps with EJML, unless another backend is named, and whatever else is given. */
    static String[] tiny(Path out, String... more) {
        return with(List.of("--steps", "20"), out, more);
    }

    /** A run whose cells never end by themselves within a test. */
    static String[] endless(Path out, String... more) {
        return with(List.of("--steps", "1000000000"), out, more);
    }

    private static String[] with(List<String> steps, Path out, String... more) {
        List<String> arguments = new ArrayList<>(TINY);
        int variant = List.of(more).indexOf("--variant");
        if (variant < 0 || more[variant + 1].contains("multi")) {
            arguments.addAll(SCALES);
        }
        if (!List.of(more).contains("--backend")) {
            arguments.addAll(List.of("--backend", "ejml"));
        }
        arguments.addAll(steps);
        arguments.addAll(List.of("--out", out.toString()));
        arguments.addAll(List.of(more));
        return arguments.toArray(String[]::new);
    }
}
