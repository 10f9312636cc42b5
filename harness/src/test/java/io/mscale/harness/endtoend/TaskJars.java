package io.mscale.harness.endtoend;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.CRC32;

/** Jars of third parties' tasks, good and broken, and files that are not what they seem. */
final class TaskJars {

    private TaskJars() {}

    /** Fills a folder with them. */
    static void write(Path folder) throws IOException {
        PluginJar.ofTasks(folder.resolve("good.jar"), Map.of("Slope", task("Slope", "slope", "", """
                private final double slope;

                public Slope() { this(2); }

                private Slope(double slope) { this.slope = slope; }

                @Override public List<TaskOption> options() {
                    return List.of(
                            new TaskOption("slope", "S", "how steep", "2"),
                            new TaskOption("width", "W", "named like an option of run", "any"));
                }

                @Override public FittingTask configured(Map<String, String> given) {
                    return new Slope(new TaskChoices(options(), given).read("slope", Double::valueOf));
                }

                @Override public double[] target(double[] x) { return new double[] {slope * x[0]}; }
                """)));
        String flat = "@Override public double[] target(double[] x) { return new double[] {x[0]}; }";
        PluginJar.ofTasks(
                folder.resolve("two.jar"),
                Map.of(
                        "Beside", task("Beside", "beside-a-broken-one", "", flat),
                        "Broken",
                                task(
                                        "Broken",
                                        "broken",
                                        "throw new IllegalStateException(\"licence expired\");",
                                        flat)));
        PluginJar.ofTasks(folder.resolve("later.jar"), Map.of("Later", task("Later", "fails-later", "", flat + """
                        @Override public FittingTask configured(Map<String, String> given) {
                            throw new IllegalStateException("the licence server is down");
                        }
                        """)));
        PluginJar.ofTasks(folder.resolve("exits.jar"), Map.of("Exits", task("Exits", "exits", "", flat + """
                        @Override public FittingTask configured(Map<String, String> given) {
                            System.exit(0);
                            return this;
                        }
                        """)));
        PluginJar.ofTasks(folder.resolve("two-values.jar"), Map.of("Two", task("Two", "two-values", "", """
                @Override public double[] target(double[] x) { return new double[] {x[0], -x[0]}; }
                """)));
        PluginJar.ofTasks(
                folder.resolve("wrong-probe.jar"), Map.of("Probe", task("Probe", "wrong-probe", "", flat + """
                        @Override public List<FrequencyProbe> frequencies() {
                            return List.of(new FrequencyProbe(3, List.of(List.of(3.0, 0.0)), Domain.cube(2, -1, 1)));
                        }
                        """)));
        PluginJar.ofTasks(folder.resolve("few-samples.jar"), Map.of("Few", task("Few", "few-samples", "", flat + """
                        @Override public OptionalInt samples() { return OptionalInt.of(40); }
                        """)));
        PluginJar.ofTasks(folder.resolve("same-id.jar"), Map.of("Same", task("Same", "fit1d", "", flat)));
        PluginJar.withoutItsClass(folder.resolve("aside"), "thirdparty.Forgotten");
        Files.move(folder.resolve("aside/plugin.jar"), folder.resolve("no-task.jar"));
        Files.writeString(folder.resolve("corrupt.jar"), "this is no jar");
    }

    /** The source of a task on [-1, 1] of some members. */
    static String task(String name, String id, String constructorBody, String members) {
        String constructor =
                constructorBody.isEmpty() ? "" : "public " + name + "() { if (true) " + constructorBody + " }";
        return """
                package thirdparty;

                import io.mscale.api.network.*;
                import io.mscale.api.task.*;
                import java.util.*;

                public final class %s implements FittingTask {
                    %s
                    %s
                    @Override public String id() { return "%s"; }
                    @Override public String description() { return "a third party's task"; }
                    @Override public Domain domain() { return Domain.interval(-1, 1); }
                    @Override public double targetMse() { return 0.01; }
                    @Override public PresetSettings settings(Preset preset) {
                        return new PresetSettings(List.of(20, 10), new Scales.Linear(5), Activation.SIN, Activation.RELU,
                                Initialization.UNIFORM, 60, 40, 60, 1e-3, 0, 20);
                    }
                }
                """.formatted(name, constructor, members, id);
    }

    /** The first bytes of a PNG image: signature and header, and no pixel. */
    static byte[] headerOfPng(int width, int height) {
        byte[] name = "IHDR".getBytes(StandardCharsets.US_ASCII);
        byte[] content = ByteBuffer.wrap(new byte[13])
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 2, 0, 0, 0})
                .array();
        CRC32 check = new CRC32();
        check.update(name);
        check.update(content);
        return ByteBuffer.wrap(new byte[8 + 4 + 4 + 13 + 4])
                .put(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'})
                .putInt(content.length)
                .put(name)
                .put(content)
                .putInt((int) check.getValue())
                .array();
    }
}
