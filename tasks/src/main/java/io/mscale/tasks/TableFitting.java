package io.mscale.tasks;

import io.mscale.api.network.Scales;
import io.mscale.api.task.Dataset;
import io.mscale.api.task.Domain;
import io.mscale.api.task.FittingTask;
import io.mscale.api.task.Grid;
import io.mscale.api.task.Preset;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.task.Units;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A user's table, in which some columns are inputs and one is the output. Inputs are scaled to [-1, 1] and the output to
 * mean 0 and variance 1 over the rows to train on. Where the seed decides which these are, it decides the units, too.
 */
public final class TableFitting extends BuiltInTask {

    /** Of a task that no seed was chosen for. */
    private static final long DEFAULT_SEED = 1;

    /** Cells on a side of a picture. */
    private static final double MOST_CELLS = 96;

    private static final double FEWEST_CELLS = 16;

    /** Cells on a side of the picture of a lattice: shows fine texture, yet fits a report page. */
    private static final int MOST_LATTICE = 256;

    /** Distances between cells and rows that are computed in about a second. */
    private static final double MOST_DISTANCES = 2e8;

    private final TableChoice table;
    private final ScaledTable scaled;
    private final int testSize;

    /** Creates the task with an empty table, as a placeholder until the user selects one. */
    public TableFitting() {
        this(new TableChoice());
    }

    private TableFitting(TableChoice table) {
        this(table, new ScaledTable(table, DEFAULT_SEED, table.testRows), table.testRows);
    }

    /** The target MSE is one hundredth of the output's variance, which is 1. */
    private TableFitting(TableChoice table, ScaledTable scaled, int testSize) {
        super("csv", "your own table: some of its columns are inputs, one is the output", 1e-2);
        this.table = table;
        this.scaled = scaled;
        this.testSize = testSize;
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
    public TableFitting withSeed(long seed) {
        return seed == scaled.seed
                ? this
                : new TableFitting(table, new ScaledTable(table, seed, scaled.testRows), testSize);
    }

    @Override
    public TableFitting withTestSize(int size) {
        int testRows = table.split.testRows(size, table.testRows);
        if (testRows != scaled.testRows) {
            return new TableFitting(table, new ScaledTable(table, scaled.seed, testRows), size);
        }
        return size == testSize ? this : new TableFitting(table, scaled, size);
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
        String file = String.valueOf(table.file.getFileName());
        List<String> inputs = table.names.subList(0, table.inputs());
        List<String> remarks = new ArrayList<>();
        remarks.add(file + " has " + table.form + "; input"
                + (inputs.size() == 1 ? " " : "s ")
                + inputs.stream().map(name -> "'" + name + "'").collect(Collectors.joining(", ")) + ", output '"
                + table.names.get(inputs.size()) + "'; rows to test with: "
                + table.split.words(inputs.get(0))
                + "; errors are in units of the output's standard deviation over the rows to train on");
        table.notes.forEach(note -> remarks.add(file + ": " + note));
        table.lattice.ifPresent(lattice -> remarks.add(file + ": its rows lie on a grid of " + lattice.first.count()
                + " x " + lattice.second.count() + " points, which the picture shows"));
        return remarks.stream()
                .map(remark -> remark.replaceAll("\\s*\\R\\s*", " "))
                .toList();
    }

    @Override
    public Domain domain() {
        return scaled.domain();
    }

    /** Returns the output of the nearest row. */
    @Override
    public double[] target(double[] x) {
        return new double[] {scaled.nearest(x)};
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
        return Optional.of(scaled.units);
    }

    /** A table of two inputs as a picture, in which each point has the value of the nearest row, or of the one in its cell. */
    @Override
    public Optional<Grid> picture() {
        if (table.lattice.isPresent()) {
            return Optional.of(grid(table.lattice.get()));
        }
        int side = (int) Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, Math.sqrt(MOST_DISTANCES / table.y.length)));
        return table.inputs() == 2 ? Optional.of(new Grid(domain(), side, side)) : Optional.empty();
    }

    /** The points of a lattice, or along each side every n-th one of many. */
    private Grid grid(Lattice lattice) {
        List<Double> lower = new ArrayList<>();
        List<Double> upper = new ArrayList<>();
        List<Integer> cells = new ArrayList<>();
        for (Lattice.Axis axis : List.of(lattice.first, lattice.second)) {
            Units.Column unit = scaled.units.inputs().get(cells.size());
            int every = axis.every(MOST_LATTICE);
            cells.add(axis.cells(every));
            lower.add(unit.scaled(axis.edge(0, every)));
            upper.add(unit.scaled(axis.edge(axis.cells(every), every)));
        }
        return new Grid(new Domain(lower, upper), cells.get(0), cells.get(1));
    }

    /** Rows that are kept for testing and are not tested with are not there at all. */
    @Override
    public OptionalInt samples() {
        return OptionalInt.of(table.y.length - scaled.testRows + testSize);
    }

    @Override
    public Dataset trainingSet(int size, long seed) {
        return withSeed(seed).scaled.rows(0, size);
    }

    @Override
    public Dataset testSet(int size, long seed) {
        return withSeed(seed).scaled.rows(table.y.length - size, size);
    }
}
