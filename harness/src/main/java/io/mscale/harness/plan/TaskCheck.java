package io.mscale.harness.plan;

import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.random.RandomStream;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.FrequencyProbe;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import io.mscale.api.task.WrongChoiceException;
import io.mscale.api.training.Loss;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks a task for everything that planning and training will ask for, at a few points, when the plan is made. What a
 * careless task returns would otherwise fail a run half-way, or be believed. A problem is an {@link
 * IllegalArgumentException} whose message names the method, what it returned and what is right.
 */
final class TaskCheck {

    /** Few enough to cost nothing, enough to hit what is wrong on a part of the domain. */
    private static final int POINTS = 32;

    /** Any seed will do: what is checked holds for all of them. */
    private static final long SEED = 1;

    private final FittingTask task;
    private final Domain domain;
    private final int inputs;
    private final int outputs;

    private TaskCheck(FittingTask task) {
        this.task = task;
        domain = ask("domain", task::domain);
        inputs = domain.dimension();
        outputs = ask("outputDimension", task::outputDimension);
        require(outputs >= 1, "outputDimension is " + outputs + "; at least 1 is needed");
    }

    /**
     * Checks a task.
     *
     * @param plain the task as it was found
     * @param task what it returned for the user's choices
     */
    static void check(FittingTask plain, FittingTask task) {
        String id = ask("id", task::id);
        require(id.equals(plain.id()), "once configured, its id is '" + id + "'; an id does not change");
        List<String> options = plain.options().stream().map(TaskOption::name).toList();
        for (String name : list("choices", () -> List.copyOf(task.choices().keySet()))) {
            require(options.contains(name), "choices names '" + name + "', which is not one of its options " + options);
        }
        ask("choices", task::choices).forEach((name, value) -> require(value != null, "choices has no " + name));
        for (Path file : list("files", task::files)) {
            require(Files.isReadable(file), "files names '" + file + "', which cannot be read");
        }
        list("remarks", task::remarks);
        new TaskCheck(ask("withSeed", () -> task.withSeed(SEED))).check();
    }

    private void check() {
        OptionalInt samples = ask("samples", task::samples);
        samples.ifPresent(count -> require(
                count >= 2, "samples is " + count + "; at least 2 are needed, to train and to test with one each"));
        if (samples.isEmpty()) {
            checkTarget();
        }
        int size = Math.min(POINTS, samples.orElse(Integer.MAX_VALUE) - 1);
        Loss loss = ask("loss", task::loss);
        require(
                !loss.isDifferential() || task instanceof BoundaryValueTask,
                "loss is " + loss.id() + "; a task that learns by it implements BoundaryValueTask");
        int columns = loss.targetColumns(inputs, outputs);
        String wanted = columns == outputs ? "outputDimension" : "the number of columns of loss '" + loss.id() + "'";
        checkData("trainingSet", size, columns, wanted, ask("trainingSet", () -> task.trainingSet(size, SEED)));
        checkData("testSet", size, outputs, "outputDimension", ask("testSet", () -> task.testSet(size, SEED)));
        for (Preset preset : Preset.values()) {
            ask("settings(" + preset + ")", () -> task.settings(preset));
        }
        double targetMse = ask("targetMse", task::targetMse);
        require(targetMse > 0 && Double.isFinite(targetMse), "targetMse is " + targetMse + "; it is positive");
        OptionalDouble peak = ask("peak", task::peak);
        peak.ifPresent(value -> require(value > 0 && Double.isFinite(value), "peak is " + value + "; it is positive"));
        list("frequencies", task::frequencies).forEach(this::checkProbe);
        checkKinks();
        ask("units", task::units).ifPresent(this::checkUnits);
        ask("picture", task::picture).ifPresent(this::checkPicture);
    }

    /** Before samples are drawn, whose own complaint about a wrong value would not say where the target is wrong. */
    private void checkTarget() {
        RandomStream random = RandomStream.of(SEED, RandomStream.Purpose.TEST_POINTS);
        double[] x = new double[POINTS * inputs];
        Arrays.setAll(
                x,
                i -> random.uniform(
                        domain.lower().get(i % inputs), domain.upper().get(i % inputs)));
        double[] first = Arrays.copyOf(x, inputs);
        double[] value = ask("target", () -> task.target(first));
        require(
                value.length == outputs,
                "target returns " + value.length + (value.length == 1 ? " value" : " values") + " at "
                        + Arrays.toString(first) + "; outputDimension is " + outputs);
        checkTargets("in the domain", x);
    }

    private void checkTargets(String where, double[] x) {
        int points = x.length / inputs;
        double[] y = ask("targets", () -> task.targets(x.clone()));
        require(
                y.length == points * outputs,
                "targets returns " + y.length + " values for " + points + " points " + where + "; " + points
                        + " points of " + outputs + (outputs == 1 ? " output" : " outputs") + " have "
                        + points * outputs);
        for (int i = 0; i < y.length; i++) {
            int point = i / outputs * inputs;
            require(
                    Double.isFinite(y[i]),
                    "the target at " + Arrays.toString(Arrays.copyOfRange(x, point, point + inputs)) + " " + where
                            + " is " + y[i] + "; it is finite everywhere in the domain");
        }
    }

    private void checkData(String method, int size, int columns, String wanted, Dataset data) {
        String asked = method + "(" + size + ", " + SEED + ") has ";
        require(data.size() == size, asked + data.size() + " samples; " + size + " were asked for");
        require(data.inputs() == inputs, asked + data.inputs() + " inputs; the domain has " + inputs);
        require(data.outputs() == columns, asked + data.outputs() + " outputs; " + wanted + " is " + columns);
        double[] x = data.x();
        for (int i = 0; i < x.length; i += inputs) {
            double[] point = Arrays.copyOfRange(x, i, i + inputs);
            require(
                    domain.nearlyContains(point),
                    asked + "the point " + Arrays.toString(point) + ", which is outside the domain " + text(domain));
        }
    }

    private void checkProbe(FrequencyProbe probe) {
        Domain part = probe.part();
        String name = "frequencies: the probe of k = " + probe.k() + " ";
        require(
                part.dimension() == inputs,
                name + "has " + dimensions(part.dimension()) + "; the domain has " + dimensions(inputs));
        require(
                domain.nearlyContains(part),
                name + "is measured on the part " + text(part) + ", which is not within the domain " + text(domain));
    }

    private void checkKinks() {
        List<Double> kinks = list("kinks", task::kinks);
        require(
                kinks.isEmpty() || inputs == 1,
                "kinks is " + kinks + "; they are points of a one-dimensional domain, and this one has "
                        + dimensions(inputs));
        for (double kink : kinks) {
            require(
                    domain.nearlyContains(new double[] {kink}),
                    "kinks has " + kink + ", which is not in the domain " + text(domain));
        }
    }

    private void checkUnits(Units units) {
        require(
                units.inputs().size() == inputs && units.outputs().size() == outputs,
                "units has " + units.inputs().size() + " columns for the inputs and "
                        + units.outputs().size() + " for the outputs; there are " + inputs + " and " + outputs);
    }

    private void checkPicture(Grid grid) {
        int dimension = grid.domain().dimension();
        require(
                dimension == inputs,
                "picture is a grid of " + dimensions(dimension) + "; the domain has " + dimensions(inputs));
        require(
                domain.nearlyContains(grid.domain()),
                "picture is a grid on " + text(grid.domain()) + ", which is not within the domain " + text(domain));
        int some = Math.min(POINTS, grid.size());
        double[] x = new double[some * inputs];
        for (int i = 0; i < some; i++) {
            double[] point = grid.point((int) ((long) i * grid.size() / some));
            System.arraycopy(point, 0, x, i * inputs, inputs);
        }
        checkTargets("of the picture", x);
    }

    private static String dimensions(int count) {
        return count + (count == 1 ? " dimension" : " dimensions");
    }

    private static String text(Domain box) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < box.dimension(); i++) {
            text.append(i == 0 ? "[" : " x [")
                    .append(box.lower().get(i))
                    .append(", ")
                    .append(box.upper().get(i))
                    .append(']');
        }
        return text.toString();
    }

    private static void require(boolean holds, String problem) {
        if (!holds) {
            throw new IllegalArgumentException(problem);
        }
    }

    private static <T> List<T> list(String method, Supplier<? extends @Nullable List<T>> answer) {
        List<T> values = ask(method, answer);
        for (T value : values) {
            require(value != null, method + " contains null");
        }
        return values;
    }

    /** What a method returns; it may throw anything and return null, whatever its declaration says. */
    static <T> T ask(String method, Supplier<? extends @Nullable T> answer) {
        T value;
        try {
            value = answer.get();
        } catch (WrongChoiceException e) {
            throw e;
        } catch (RuntimeException | LinkageError | AssertionError | StackOverflowError e) {
            throw new IllegalArgumentException(method + " fails: " + words(e), e);
        }
        if (value == null) {
            throw new IllegalArgumentException(method + " returns null");
        }
        return value;
    }

    /** A failure in its own words; without any, or if they say little on their own, with its class. */
    private static String words(Throwable problem) {
        boolean isSentence = problem instanceof IllegalArgumentException || problem instanceof NullPointerException;
        return isSentence && problem.getMessage() != null ? problem.getMessage() : problem.toString();
    }
}
