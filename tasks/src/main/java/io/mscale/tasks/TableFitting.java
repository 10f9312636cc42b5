package io.mscale.tasks;

import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A user's table, in which some columns are inputs and one is the output. Inputs are scaled to [-1, 1] and the output
 * to mean 0 and variance 1 over all rows, so that the units are the same for every seed. The run's seed splits the rows
 * into training and test sets.
 */
public final class TableFitting extends BuiltInTask.OfSamples {

    private final TableChoice table;

    /** Creates the task with an empty table, as a placeholder until the user selects one. */
    public TableFitting() {
        this(new TableChoice());
    }

    /** The target MSE is one hundredth of the output's variance, which is 1. */
    private TableFitting(TableChoice table) {
        super("csv", "your own table: some of its columns are inputs, one is the output", 1e-2);
        this.table = table;
    }

    @Override
    public List<TaskOption> options() {
        return TableChoice.OPTIONS;
    }

    @Override
    public FittingTask configured(Map<String, String> given) {
        return new TableFitting(new TableChoice(new TaskChoices(TableChoice.OPTIONS, given)));
    }

    @Override
    public Map<String, String> choices() {
        return table.choices;
    }

    @Override
    public List<Path> files() {
        return List.of(table.file);
    }

    @Override
    public List<String> remarks() {
        Units units = table.units;
        return List.of(table.file.getFileName() + " has " + table.form + "; input"
                + (units.inputs().size() == 1 ? " " : "s ")
                + units.inputs().stream()
                        .map(column -> "'" + column.name() + "'")
                        .collect(Collectors.joining(", "))
                + ", output '" + units.outputs().get(0).name()
                + "', whose errors are in units of its standard deviation");
    }

    @Override
    public Domain domain() {
        return Domain.cube(table.units.inputs().size(), -1, 1);
    }

    /** Returns the output of the nearest row. */
    @Override
    public double[] target(double[] x) {
        int inputs = x.length;
        int nearest = 0;
        double least = Double.POSITIVE_INFINITY;
        for (int row = 0; row < table.y.length; row++) {
            double squares = 0;
            for (int i = 0; i < inputs; i++) {
                double difference = table.x[row * inputs + i] - x[i];
                squares += difference * difference;
            }
            if (squares < least) {
                least = squares;
                nearest = row;
            }
        }
        return new double[] {table.y[nearest]};
    }

    @Override
    public PresetSettings settings(Preset preset) {
        return switch (preset) {
            case SMOKE -> settings(List.of(200, 50, 50), 2000, 2e-3, 100);
            case QUICK -> settings(List.of(300, 100, 100), 5000, 1e-3, 500);
            case PAPER -> settings(List.of(1000, 100, 100, 100), Integer.MAX_VALUE, 3e-4, 20_000);
        };
    }

    /** A table's spectrum is unknown; scales up to 30 trade detail against overfitting, which larger ones make worse. */
    private PresetSettings settings(List<Integer> hiddenWidths, int mostTrained, double learningRate, int steps) {
        int trainSize = Math.min(mostTrained, table.y.length - table.testRows);
        int testSize = Math.min(mostTrained, table.testRows);
        return settings(hiddenWidths, new Scales.Linear(30), trainSize, testSize, learningRate, steps);
    }

    @Override
    public boolean isSpectrumUnknown() {
        return true;
    }

    @Override
    public Optional<Units> units() {
        return Optional.of(table.units);
    }

    @Override
    int count() {
        return table.y.length;
    }

    @Override
    Dataset pick(int[] order, int from, int size) {
        int inputs = table.units.inputs().size();
        double[] x = new double[size * inputs];
        double[] y = new double[size];
        for (int i = 0; i < size; i++) {
            System.arraycopy(table.x, order[from + i] * inputs, x, i * inputs, inputs);
            y[i] = table.y[order[from + i]];
        }
        return new Dataset(inputs, 1, x, y);
    }
}
