package io.mscale.backend.nd4j;

import io.mscale.api.support.Shares;
import io.mscale.api.support.ThreadTeam;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.api.training.Loss;
import io.mscale.backend.nd4j.NativeArrays.HostCopy;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Takes steps over one data set. Member t of a team of T processes pieces t, t + T, ... and accumulates its own
 * gradient. Then each member sums up its share of the parameters' gradients, in the order of the members, so that results are
 * bitwise reproducible for a given number of threads.
 */
final class Trainer implements AutoCloseable {

    /** A piece's inputs, with a column of ones, and targets, and the host buffers for the samples of a batch. */
    private record Piece(INDArray inputs, INDArray targets, HostCopy x, HostCopy y) {

        Piece(INDArray inputs, INDArray targets) {
            this(
                    inputs,
                    targets,
                    new HostCopy(inputs, (long) inputs.rows() * (inputs.columns() - 1)),
                    new HostCopy(targets, targets.length()));
        }
    }

    private final Network network;
    private final Loss loss;
    private final AdamStep adam;
    private final ThreadTeam team;
    private final BatchSchedule schedule;
    private final double[] x;
    private final double[] y;
    private final int[] batch;
    private final double meanFactor;
    private final NativeArrays arrays;
    private final List<Piece> pieces = new ArrayList<>();
    private final List<BackwardPass> passes = new ArrayList<>();
    private final List<Program> programs = new ArrayList<>();
    private final List<INDArray> losses = new ArrayList<>();
    private final List<Program> sums = new ArrayList<>();
    private final Program conversion = new Program();

    Trainer(
            Network network,
            Loss loss,
            Parameters gradient,
            AdamStep adam,
            ThreadTeam team,
            Dataset dataset,
            BatchSchedule schedule) {
        this.network = network;
        this.loss = loss;
        this.adam = adam;
        this.team = team;
        this.schedule = schedule;
        x = dataset.x();
        y = dataset.y();
        batch = new int[schedule.batchSize()];
        meanFactor = 1.0 / ((double) schedule.batchSize() * network.spec().outputs());
        arrays = new NativeArrays(network.precision());
        int rows = loss.rows(dataset.inputs());
        for (int size : network.grain().pieces(schedule.batchSize(), network.spec(), team.members(), rows)) {
            INDArray inputs = arrays.withOnes(size, dataset.inputs(), 1);
            pieces.add(new Piece(inputs, arrays.zeros(size, dataset.outputs())));
        }
        List<Parameters> others = new ArrayList<>();
        for (int member = 0; member < team.members(); member++) {
            programs.add(new Program());
            if (member < pieces.size()) {
                Parameters own = member == 0 ? gradient : new Parameters(gradient.layout(), arrays);
                record(member, own);
                if (member > 0) {
                    others.add(own);
                }
            }
        }
        if (!others.isEmpty()) {
            recordSums(gradient, others);
        }
        if (network.firstTrained() == 0) {
            network.firstLayer().appendGradient(conversion, gradient);
        }
        if (schedule.isFullBatch()) {
            gather(1);
        }
    }

    private void record(int member, Parameters gradient) {
        int outputs = network.spec().outputs();
        INDArray sums = arrays.zeros(outputs, outputs);
        losses.add(sums);
        Program program = programs.get(member);
        program.set(0, gradient.vector());
        program.set(0, sums);
        Map<Integer, BackwardPass> ofSize = new HashMap<>();
        for (int p = member; p < pieces.size(); p += team.members()) {
            Piece piece = pieces.get(p);
            BackwardPass pass = ofSize.computeIfAbsent(
                    piece.inputs().rows(),
                    size -> new BackwardPass(network, arrays, gradient, loss, sums, meanFactor, size));
            pass.append(program, piece.inputs(), piece.targets());
        }
        passes.addAll(ofSize.values());
    }

    /** Adds the others' gradients to the first, every member a range of it. */
    private void recordSums(Parameters gradient, List<Parameters> others) {
        int all = Math.toIntExact(gradient.vector().length());
        for (int member = 0; member < team.members(); member++) {
            Program program = new Program();
            int from = Shares.begin(all, member, team.members());
            int count = Shares.begin(all, member + 1, team.members()) - from;
            if (count > 0) {
                INDArray sum = NativeArrays.view(gradient.vector(), from, 1, count);
                for (Parameters other : others) {
                    program.add(sum, NativeArrays.view(other.vector(), from, 1, count), sum);
                }
            }
            sums.add(program);
        }
    }

    /** Takes one step, counted from 1. */
    void step(long step) {
        if (!schedule.isFullBatch()) {
            gather(step);
        }
        team.run(member -> programs.get(member).run());
        if (!sums.isEmpty()) {
            team.run(member -> sums.get(member).run());
        }
        conversion.run();
        adam.run(step);
        network.firstLayer().refresh();
    }

    /** Returns the loss of the last step's batch before the update. Waits for the device. */
    double loss() {
        double sum = 0;
        for (INDArray sums : losses) {
            double[] products = sums.data().asDouble();
            for (int o = 0; o < sums.rows(); o++) {
                sum += products[o * sums.rows() + o];
            }
        }
        return sum * meanFactor;
    }

    private void gather(long step) {
        schedule.batch(step, batch);
        int next = 0;
        for (Piece piece : pieces) {
            int rows = piece.targets().rows();
            copy(x, next, rows, piece.inputs().columns() - 1, piece.x());
            copy(y, next, rows, piece.targets().columns(), piece.y());
            next += rows;
        }
    }

    /** Copies rows of the batch, starting at {@code first}. */
    private void copy(double[] source, int first, int rows, int columns, HostCopy target) {
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                target.set(c * rows + r, source[batch[first + r] * columns + c]);
            }
        }
        target.copy();
    }

    @Override
    public void close() {
        programs.forEach(Program::close);
        passes.forEach(BackwardPass::close);
        sums.forEach(Program::close);
        conversion.close();
        arrays.close();
    }
}
