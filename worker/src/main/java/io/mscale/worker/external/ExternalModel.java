package io.mscale.worker.external;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.task.Dataset;
import io.mscale.api.training.BatchSchedule;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.file.NpyArray;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** A model held by a program: each method asks a question. */
final class ExternalModel extends MscaleModel {

    private static final String PARAMETERS = "parameters";
    private static final String PARAMETERS_READ = "parameters-now";
    private static final String TRAIN_X = "train-x";
    private static final String TRAIN_Y = "train-y";
    private static final String BATCHES = "batches";
    private static final String X = "x";
    private static final String Y = "y";

    private final Conversation conversation;
    private final Exchange exchange;
    private final boolean forgets;
    private final int number;
    private final ClockRule clock = new ClockRule();
    private @Nullable BatchSchedule schedule;
    private OptionalDouble seconds = OptionalDouble.empty();

    /**
     * Creates a model in the program.
     *
     * @param number distinguishes it from the program's other models
     * @param forgets whether its files can be deleted when it is closed
     */
    ExternalModel(
            ModelSpec spec, Device device, Conversation conversation, Exchange exchange, int number, boolean forgets) {
        super(spec, device);
        this.conversation = conversation;
        this.exchange = exchange;
        this.forgets = forgets;
        this.number = number;
        conversation.ask(new Question.Create(number, Problem.of(spec, device)));
    }

    @Override
    protected void writeParameters(double[] flat) {
        conversation.ask(new Question.SetParameters(number, exchange.write(number, PARAMETERS, NpyArray.of(flat))));
    }

    @Override
    protected void readParameters(double[] flat) {
        Path file = exchange.toBeWritten(number, PARAMETERS_READ);
        conversation.ask(new Question.Parameters(number, file));
        System.arraycopy(Exchange.read(file, flat.length), 0, flat, 0, flat.length);
    }

    @Override
    protected void upload(Dataset dataset, BatchSchedule batches) {
        schedule = batches.isFullBatch() ? null : batches;
        conversation.ask(new Question.Bind(
                number,
                exchange.write(number, TRAIN_X, NpyArray.of(dataset.x(), dataset.size(), dataset.inputs())),
                exchange.write(number, TRAIN_Y, NpyArray.of(dataset.y(), dataset.size(), dataset.outputs())),
                batches.isFullBatch() ? OptionalInt.empty() : OptionalInt.of(batches.batchSize())));
    }

    @Override
    protected double takeStep(long step) {
        return takeSteps(step, 1);
    }

    @Override
    protected double takeSteps(long firstStep, int steps) {
        Optional<Path> batches = Optional.ofNullable(schedule)
                .map(all -> exchange.write(number, BATCHES, batches(all, firstStep, steps)));
        Conversation.Reply reply = conversation.ask(new Question.Train(number, steps, batches));
        Answer.Trained trained = (Answer.Trained) reply.answer();
        seconds = OptionalDouble.of(clock.agreed(trained.seconds(), reply.seconds()));
        return trained.loss();
    }

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
        Path points = exchange.write(number, X, NpyArray.of(x, samples, x.length / samples));
        Path result = exchange.toBeWritten(number, Y);
        conversation.ask(new Question.Predict(number, points, result));
        System.arraycopy(Exchange.read(result, y.length), 0, y, 0, y.length);
    }

    @Override
    public OptionalDouble ownSeconds() {
        return seconds;
    }

    /** Empty if the program does not know. */
    @Override
    public OptionalLong peakDeviceBytes() {
        if (device().kind() == Device.Kind.CPU) {
            return OptionalLong.empty();
        }
        try {
            Answer answer =
                    conversation.ask(new Question.PeakDeviceBytes(number)).answer();
            return ((Answer.Memory) answer).bytes();
        } catch (WorkerFailure e) {
            if (e.status() == CellStatus.UNSUPPORTED) {
                return OptionalLong.empty();
            }
            throw e;
        }
    }

    @Override
    protected void release() {
        if (!conversation.isOver()) {
            conversation.ask(new Question.Close(number));
        }
        if (forgets) {
            exchange.forget(number, List.of(PARAMETERS, PARAMETERS_READ, TRAIN_X, TRAIN_Y, BATCHES, X, Y));
        }
    }
}
