package io.mscale.tasks.pde;

import io.mscale.api.network.Activation;
import io.mscale.api.network.Baselines;
import io.mscale.api.network.Initialization;
import io.mscale.api.network.Scales;
import io.mscale.api.option.Numbers;
import io.mscale.api.pde.BoundaryValueProblem;
import io.mscale.api.pde.BoundaryValueTask;
import io.mscale.api.pde.Penalty;
import io.mscale.api.pde.Region;
import io.mscale.api.task.Grid;
import io.mscale.api.task.PresetSettings;
import io.mscale.api.task.TaskChoices;
import io.mscale.api.task.TaskOption;
import io.mscale.api.training.Adam;
import io.mscale.api.training.Loss;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the boundary-value tasks share: their names, and the options of the loss and the boundary.
 *
 * <p>Solutions and sources are computed by {@link StrictMath}, so that they are the same bits everywhere.
 */
abstract class EquationTask implements BoundaryValueTask {

    private static final String LOSS = "loss";
    private static final String BETA = "beta";
    private static final String BOUNDARY_SHARE = "boundary-share";
    private static final String RAMP = "ramp";
    private static final String ROUGH = "rough";
    private static final String NO = "no";
    private static final String YES = "yes";

    /** The error in the L2 norm at which an equation counts as solved, relative to that of the solution. */
    private static final double SOLVED = 0.05;

    /** Points over which the solution's mean square is taken; it is then right to some thousandths. */
    private static final int MEAN_POINTS = 4096;

    /** Steps of a sequence that fills the square evenly and meets no wave's period (Roberts, 2018); the golden ratio's in 1-D. */
    private static final List<List<Double>> EVEN_STEPS =
            List.of(List.of(0.6180339887498949), List.of(0.7548776662466927, 0.5698402909980532));

    /** Cells along each side of a picture. */
    private static final int PICTURE = 192;

    private final String id;
    private final String description;
    private final TaskChoices choices;
    private final BoundaryValueProblem problem;
    private final Loss loss;
    private final Penalty penalty;
    private final double boundaryShare;
    private final boolean allowsRough;

    EquationTask(String id, String description, TaskChoices choices, BoundaryValueProblem problem) {
        this.id = id;
        this.description = description;
        this.choices = choices;
        this.problem = problem;
        loss = loss(choices);
        penalty = penalty(choices);
        boundaryShare = choices.read(BOUNDARY_SHARE, Quantity::share);
        allowsRough = choices.read(ROUGH, EquationTask::yesOrNo);
    }

    /**
     * A task's own options, and behind them those that all have.
     *
     * @param loss the standard one
     * @param beta the penalty's standard factor
     * @param boundaryShare the standard share of samples on the boundary
     */
    static List<TaskOption> options(Loss loss, String beta, String boundaryShare, TaskOption... own) {
        Stream<TaskOption> shared = Stream.of(
                new TaskOption(
                        LOSS,
                        "NAME",
                        "energy (Deep Ritz), residual (physics-informed), or mse to fit the known solution",
                        loss.id()),
                new TaskOption(BETA, "X", "the factor of the squared error on the boundary, positive", beta),
                new TaskOption(
                        BOUNDARY_SHARE,
                        "X",
                        "the share of the samples that lie on the boundary, between 0 and 1, as 0.1 or 1/10",
                        boundaryShare),
                new TaskOption(RAMP, "X", "how many times smaller than beta the factor is at first, at least 1", "1"),
                new TaskOption(ROUGH, "yes|no", "whether activations too rough for the loss may be trained", NO));
        return Stream.concat(Stream.of(own), shared).toList();
    }

    /** The chosen loss. */
    static Loss loss(TaskChoices choices) {
        return choices.read(LOSS, Loss::named);
    }

    /** The chosen penalty. */
    static Penalty penalty(TaskChoices choices) {
        return new Penalty(choices.read(BETA, Numbers::positive), choices.read(RAMP, Quantity::atLeastOne));
    }

    private static boolean yesOrNo(String text) {
        if (!text.equals(YES) && !text.equals(NO)) {
            throw new IllegalArgumentException("'" + text + "' is neither " + YES + " nor " + NO);
        }
        return text.equals(YES);
    }

    @Override
    public final String id() {
        return id;
    }

    @Override
    public final String description() {
        return description;
    }

    @Override
    public final List<TaskOption> options() {
        return choices.options();
    }

    @Override
    public final Map<String, String> choices() {
        return choices.all();
    }

    @Override
    public final BoundaryValueProblem problem() {
        return problem;
    }

    @Override
    public final Loss loss() {
        return loss;
    }

    @Override
    public final Penalty penalty() {
        return penalty;
    }

    @Override
    public final double boundaryShare() {
        return boundaryShare;
    }

    @Override
    public final boolean allowsRoughActivations() {
        return allowsRough;
    }

    /** A relative error of 5% in the L2 norm. */
    @Override
    public final double targetMse() {
        return BigDecimal.valueOf(SOLVED * SOLVED * meanSquare(problem))
                .round(new MathContext(2))
                .doubleValue();
    }

    private static double meanSquare(BoundaryValueProblem problem) {
        Region region = problem.region();
        List<Double> steps = EVEN_STEPS.get(region.dimension() - 1);
        double sum = 0;
        int count = 0;
        for (int i = 0; i < MEAN_POINTS; i++) {
            double[] point = new double[region.dimension()];
            for (int j = 0; j < point.length; j++) {
                double along = (0.5 + i * steps.get(j)) % 1;
                double lower = region.box().lower().get(j);
                point[j] = lower + along * (region.box().upper().get(j) - lower);
            }
            if (region.contains(point)) {
                double value = problem.solution(point);
                sum += value * value;
                count++;
            }
        }
        return sum / count;
    }

    @Override
    public final Optional<Grid> picture() {
        return domain().dimension() < 2 ? Optional.empty() : Optional.of(new Grid(domain(), PICTURE, PICTURE));
    }

    /**
     * What a preset trains: sine in all layers, and samples for so many steps before one is seen again.
     *
     * @param scales of the first layer and of subnetworks
     * @param frequency the largest angular frequency, per unit of the input scaled to [-1, 1]
     * @param batchSize samples per step, on the boundary too
     * @param batches batches that make the training set
     */
    static PresetSettings settings(
            List<Integer> hiddenWidths,
            Scales scales,
            double frequency,
            int batchSize,
            int batches,
            int testSize,
            Adam adam,
            int steps) {
        return settings(hiddenWidths, scales, scales, frequency, batchSize, batches, testSize, adam, steps);
    }

    /** The same with scales of subnetworks that are not those of the first layer. */
    static PresetSettings settings(
            List<Integer> hiddenWidths,
            Scales scales,
            Scales subnetScales,
            double frequency,
            int batchSize,
            int batches,
            int testSize,
            Adam adam,
            int steps) {
        return new PresetSettings(
                hiddenWidths,
                scales,
                subnetScales,
                Baselines.reaching(frequency),
                Activation.SIN,
                Activation.SIN,
                Initialization.UNIFORM,
                batchSize * batches,
                testSize,
                batchSize,
                adam,
                steps);
    }
}
