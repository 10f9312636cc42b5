package io.mscale.worker.training;

import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.network.Structure;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TrainedRound;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.reference.spectrum.AutomaticScales;
import io.mscale.worker.external.ExternalBackend;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.LongSummaryStatistics;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The rounds of a training. The first trains the cell's network on the data; each later one trains another network of the
 * same shape, with initial parameters of its own, on the residual: what the sum of the networks before it has left over
 * on the training set, divided by its root mean square, so that targets and learning rates mean the same in every round
 * (multi-stage networks, Wang and Lai, 2023, arXiv 2307.08934). Its scales may be chosen from the residual's spectrum
 * (after the frequency-adaptive networks of Huang, You and Zhou, 2024, arXiv 2410.00053). Closing this closes all models.
 */
final class Rounds implements AutoCloseable {

    /** The first steps of a model take its buffers; just-in-time compilation is over after the first round's warm-up. */
    private static final int WARM_UP_STEPS = 3;

    private final CellSpec spec;
    private final CellSpec.Rounds asked;
    private final MscaleBackend backend;
    private final EventLog log;
    private final List<PreparedModel> models = new ArrayList<>();
    private final NetworkSum sum;

    /** Begins with the cell's own model, which is closed with this. */
    Rounds(CellSpec spec, MscaleBackend backend, PreparedModel first, EventLog log) {
        this.spec = spec;
        this.asked = spec.training().rounds();
        this.backend = backend;
        this.log = log;
        this.models.add(first);
        this.sum = new NetworkSum(first.model());
    }

    /** What has been learned so far. */
    NetworkSum sum() {
        return sum;
    }

    /** Trains all rounds, the first from a model at its start. */
    Outcome train(TrainingLoop loop) {
        int steps = spec.training().steps();
        if (asked.rounds() > 1) {
            log(0, spec.network().scales(), 1);
        }
        Optional<Outcome> outcome = loop.runTo(asked.lastStep(0, steps));
        for (int round = 1; outcome.isEmpty(); round++) {
            int end = asked.lastStep(round, steps);
            outcome = begin(round).or(() -> loop.runTo(end));
        }
        return outcome.get();
    }

    /**
     * Adds a network that learns the residual.
     *
     * @return how the training ends if there is no residual to learn; empty if there is
     */
    private Optional<Outcome> begin(int round) {
        PreparedModel first = models.get(0);
        int stepsBefore = asked.lastStep(round - 1, spec.training().steps());
        double[] ofTraining = residual(first.train());
        double[] ofTest = residual(first.test());
        if (!isFinite(ofTraining) || !isFinite(ofTest)) {
            return Optional.of(Outcome.failed("training diverged: the network is not finite at every "
                    + (isFinite(ofTraining) ? "test" : "training") + " point after step " + stepsBefore
                    + ", so that round " + (round + 1) + " has nothing to learn"));
        }
        double factor = rootMeanSquare(ofTraining);
        Scales scales = asked.residualScales()
                ? scales(withTargets(first.train(), ofTraining, 1))
                : spec.network().scales();
        DataSplit data = new DataSplit(
                withTargets(first.train(), ofTraining, factor),
                Optional.empty(),
                withTargets(first.test(), ofTest, factor));
        ModelSpec model = withScales(spec.modelSpec(), scales);
        PreparedModel prepared = new PreparedModel(spec, backend, first.task(), model, data, round);
        models.add(prepared);
        prepared.firstLosses(WARM_UP_STEPS);
        prepared.restart();
        sum.add(prepared.model(), factor);
        log(stepsBefore, scales, factor);
        return Optional.empty();
    }

    private void log(int stepsBefore, Scales scales, double factor) {
        log.write(wall -> new WorkerEvent.Round(wall, new TrainedRound(stepsBefore, scales, factor)));
    }

    /** As many scales as the first round has. If nothing stands out from noise they are 1: what is left is smooth or noise. */
    private Scales scales(Dataset residual) {
        NetworkSpec network = spec.network().spec();
        int count = network.scales().count();
        int width = network.hiddenWidths().get(0);
        double reach = AutomaticScales.reach(
                spec.initialization(), network.inputs(), width, network.structure() == Structure.SUBNETS ? count : 1);
        Scales chosen = AutomaticScales.of(residual, count, reach).scales();
        return chosen.count() == count ? chosen : new Scales.Constant(1, count);
    }

    private static ModelSpec withScales(ModelSpec model, Scales scales) {
        return new ModelSpec(model.network().withScales(scales), model.training(), model.precision(), model.threads());
    }

    /** Targets less what the sum says. */
    private double[] residual(Dataset data) {
        double[] y = data.y();
        double[] learned = sum.predict(data.x());
        for (int i = 0; i < y.length; i++) {
            y[i] -= learned[i];
        }
        return y;
    }

    private static boolean isFinite(double[] values) {
        return Arrays.stream(values).allMatch(Double::isFinite);
    }

    private static Dataset withTargets(Dataset data, double[] targets, double divisor) {
        double[] y = Arrays.stream(targets).map(target -> target / divisor).toArray();
        return new Dataset(data.inputs(), data.outputs(), data.x(), y);
    }

    /** 1 if all values are 0: there is nothing left to learn, nor to divide. */
    private static double rootMeanSquare(double[] values) {
        double squares = 0;
        for (double value : values) {
            squares += value * value;
        }
        return squares == 0 ? 1 : Math.sqrt(squares / values.length);
    }

    /** What is wrong with a model after the training; empty if nothing is. Takes a step with each. */
    Optional<String> problemAfterTraining() {
        return models.stream()
                .map(prepared -> new ModelChecks(prepared).afterTraining())
                .flatMap(Optional::stream)
                .findFirst();
    }

    /**
     * The most that all models together have held on their device; empty if one does not know. A program answers for all
     * models that it holds, so that the largest answer is that of all.
     */
    OptionalLong peakDeviceBytes() {
        List<OptionalLong> peaks = models.stream()
                .map(prepared -> prepared.model().peakDeviceBytes())
                .toList();
        if (!peaks.stream().allMatch(OptionalLong::isPresent)) {
            return OptionalLong.empty();
        }
        LongSummaryStatistics bytes =
                peaks.stream().mapToLong(OptionalLong::getAsLong).summaryStatistics();
        return OptionalLong.of(backend instanceof ExternalBackend ? bytes.getMax() : bytes.getSum());
    }

    /** Closes all models, also if one of them throws. */
    @Override
    public void close() {
        RuntimeException first = null;
        for (PreparedModel model : models) {
            try {
                model.close();
            } catch (RuntimeException e) {
                if (first == null) {
                    first = e;
                } else {
                    first.addSuppressed(e);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
