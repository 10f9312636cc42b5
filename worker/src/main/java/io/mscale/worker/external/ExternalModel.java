package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.file.NpyArray;
import java.nio.file.Path;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A model held by a program: each method asks a question. */
final class ExternalModel extends MscaleModel {

    private final Program program;
    private final Exchange exchange;
    private final int number;
    private final boolean tellsMoments;
    private final ClockRule clock = new ClockRule();
    private @Nullable BatchSchedule schedule;

    /**
     * Creates a model in the program.
     *
     * @param number distinguishes it from the program's other models
     * @param tellsMoments whether the program may be asked about the optimiser's moments
     */
    ExternalModel(ModelSpec spec, Device device, Program program, int number, boolean tellsMoments) {
        super(spec, device);
        this.program = program;
        this.exchange = program.exchange();
        this.number = number;
        this.tellsMoments = tellsMoments;
        program.ask(new Question.Create(number, Problem.of(spec, device)));
    }

    @Override
    protected void writeParameters(double[] flat) {
        program.ask(new Question.SetParameters(number, exchange.write(number, "parameters", NpyArray.of(flat))));
    }

    @Override
    protected void readParameters(double[] flat) {
        Path file = exchange.toBeWritten(number, "parameters-now");
        program.ask(new Question.Parameters(number, file));
        Exchange.read(file, flat);
    }

    @Override
    protected void readMoments(double[] first, double[] second) {
        if (!tellsMoments) {
            super.readMoments(first, second);
        }
        Path firstFile = exchange.toBeWritten(number, "first-moments-now");
        Path secondFile = exchange.toBeWritten(number, "second-moments-now");
        program.ask(new Question.Moments(number, firstFile, secondFile));
        Exchange.read(firstFile, first);
        Exchange.read(secondFile, second);
    }

    @Override
    protected void writeMoments(double[] first, double[] second) {
        if (!tellsMoments) {
            super.writeMoments(first, second);
        }
        program.ask(new Question.SetMoments(
                number,
                exchange.write(number, "first-moments", NpyArray.of(first)),
                exchange.write(number, "second-moments", NpyArray.of(second)),
                stepsTaken()));
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule batches) {
        schedule = batches.isFullBatch() ? null : batches;
        program.ask(new Question.Bind(
                number,
                exchange.write(number, "train-x", NpyArray.of(dataset.x(), dataset.size(), dataset.inputs())),
                exchange.write(number, "train-y", NpyArray.of(dataset.y(), dataset.size(), dataset.outputs())),
                batches.isFullBatch() ? null : batches.batchSize()));
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        Path batches = schedule == null ? null : exchange.write(number, "batches", batches(schedule, firstStep, steps));
        Program.Reply<Trained> reply = program.ask(
                new Question.Train(number, steps, batches),
                answer -> new Trained(answer.numberOrNaN("loss"), answer.numberIfAny("seconds")));
        reply.content().seconds().ifPresent(own -> clock.check(own, reply.seconds()));
        return reply.content().loss();
    }

    /**
     * The program's account of some steps.
     *
     * @param loss the last step's, before its update; NaN if it was not finite
     * @param seconds their duration by the program's own clock, if it tells
     */
    private record Trained(double loss, OptionalDouble seconds) {}

    private static NpyArray batches(BatchSchedule schedule, long firstStep, int steps) {
        int size = schedule.batchSize();
        int[] all = new int[Math.multiplyExact(steps, size)];
        int[] batch = new int[size];
        for (int i = 0; i < steps; i++) {
            schedule.batch(firstStep + i, batch);
            System.arraycopy(batch, 0, all, i * size, size);
        }
        return NpyArray.of(all, steps, size);
    }

    @Override
    protected void evaluate(double[] x, int samples, double[] y) {
        Path points = exchange.write(number, "x", NpyArray.of(x, samples, x.length / samples));
        Path result = exchange.toBeWritten(number, "y");
        program.ask(new Question.Predict(number, points, result));
        Exchange.read(result, y);
    }

    /** Empty if the program does not know. */
    @Override
    public OptionalLong peakDeviceBytes() {
        if (device().kind() == Device.Kind.CPU) {
            return OptionalLong.empty();
        }
        try {
            return program.ask(new Question.PeakDeviceBytes(number), answer -> answer.bytes("bytes"))
                    .content();
        } catch (WorkerFailure e) {
            if (e.status() == CellStatus.UNSUPPORTED) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    protected void release() {
        if (!program.isOver()) {
            program.ask(new Question.Close(number));
        }
        exchange.forget(number);
    }
}
