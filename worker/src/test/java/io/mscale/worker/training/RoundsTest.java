package io.mscale.worker.training;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.api.ModelSpec;
import io.mscale.api.network.NetworkSpec;
import io.mscale.api.network.Scales;
import io.mscale.api.task.DataSplit;
import io.mscale.api.task.Dataset;
import io.mscale.record.cell.CellFolder;
import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.TrainedRound;
import io.mscale.reference.ReferenceModel;
import io.mscale.reference.spectrum.AutomaticScales;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Trains with the backend {@code plain} and compares with the float64 reference, trained round by round here. */
class RoundsTest {

    private static final int FULL = 400;
    private static final CellSpec.Rounds TWO = new CellSpec.Rounds(2, false);

    @TempDir
    private Path path = Path.of("");

    private CellRecord train(CellSpec spec) throws IOException {
        CellFolder folder = new CellFolder(path);
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.events(), history)) {
            Outcome outcome = CellTraining.run(spec, folder, () -> {}, log);
            log.write(outcome::finished);
            return history.toRecord(outcome.status(), outcome.reason());
        }
    }

    private static CellSpec cell(int steps, CellSpec.Rounds rounds) {
        return Cells.inRounds(steps, rounds, CellSpec.Validation.NONE, FULL);
    }

    private List<double[]> predictionRows() throws IOException {
        return Files.readAllLines(path.resolve("prediction.csv")).stream()
                .skip(1)
                .map(row -> Arrays.stream(row.split(",", -1))
                        .mapToDouble(Double::parseDouble)
                        .toArray())
                .toList();
    }

    /** A network of one round, trained by the reference. */
    private static ReferenceModel reference(CellSpec spec, Scales scales, Dataset data, int round, int steps) {
        ModelSpec model = spec.modelSpec();
        NetworkSpec network = model.network().withScales(scales);
        double[] initial =
                spec.initialization().draw(network, new WavesTask().domain().inputRange(), spec.seed(), round);
        ReferenceModel reference = new ReferenceModel(network, model.training(), initial, data);
        for (int step = 0; step < steps; step++) {
            reference.step();
        }
        return reference;
    }

    private static double rootMeanSquare(double[] values) {
        return Math.sqrt(
                Arrays.stream(values).map(value -> value * value).average().orElseThrow());
    }

    @Test
    void train_twoRounds_isTheSumOfTwoNetworksTheSecondOnTheScaledResidual() throws IOException {
        CellSpec spec = cell(41, TWO);
        CellRecord record = train(spec);
        assertThat(record.status()).as(String.valueOf(record.reason())).isEqualTo(CellStatus.OK);

        Dataset training = spec.training().data(new WavesTask(), spec.seed()).training();
        Scales scales = spec.network().scales();
        ReferenceModel first = reference(spec, scales, training, 0, 20);
        double[] residual = residual(training, first);
        double factor = rootMeanSquare(residual);
        Dataset scaled = divided(training, residual, factor);
        ReferenceModel second = reference(spec, scales, scaled, 1, 21);

        for (double[] row : predictionRows()) {
            double[] x = {row[0]};
            assertThat(row[2]).isCloseTo(first.forward(x)[0] + factor * second.forward(x)[0], within(1e-9));
        }
        List<TrainedRound> rounds = record.work().trainedRounds();
        assertThat(rounds).extracting(TrainedRound::stepsBefore).containsExactly(0, 20);
        assertThat(rounds.get(0).factor()).isEqualTo(1);
        assertThat(rounds.get(1).factor()).isCloseTo(factor, within(1e-9));
        // The training error of the sum: where the round ends, and from the loss of a step within the second round.
        assertThat(trainMse(record, 20)).isCloseTo(factor * factor, within(1e-9));
        ReferenceModel after = reference(spec, scales, scaled, 1, 5);
        double[] ofSecond = after.forward(training.x());
        double[] left = residual.clone();
        Arrays.setAll(left, i -> left[i] - factor * ofSecond[i]);
        assertThat(trainMse(record, 25)).isCloseTo(Math.pow(rootMeanSquare(left), 2), within(1e-9));
        assertThat(record.parameters()).isEqualTo(2 * first.parameters().length);
    }

    private static double[] residual(Dataset training, ReferenceModel first) {
        double[] residual = training.y();
        double[] learned = first.forward(training.x());
        Arrays.setAll(residual, i -> residual[i] - learned[i]);
        return residual;
    }

    private static Dataset divided(Dataset data, double[] targets, double divisor) {
        double[] y = Arrays.stream(targets).map(each -> each / divisor).toArray();
        return new Dataset(data.inputs(), data.outputs(), data.x(), y);
    }

    /** All outputs share the factor. */
    @Test
    void train_severalOutputs_isTheSumOfTwoNetworks() throws IOException {
        CellSpec spec = Cells.inRounds(new WavesTask.Pair(), 40, TWO, CellSpec.Validation.NONE, FULL);
        CellRecord record = train(spec);
        assertThat(record.status()).as(String.valueOf(record.reason())).isEqualTo(CellStatus.OK);

        DataSplit data = spec.training().data(new WavesTask.Pair(), spec.seed());
        Scales scales = spec.network().scales();
        ReferenceModel first = reference(spec, scales, data.training(), 0, 20);
        double[] residual = residual(data.training(), first);
        double factor = rootMeanSquare(residual);
        ReferenceModel second = reference(spec, scales, divided(data.training(), residual, factor), 1, 20);

        assertThat(record.work().trainedRounds().get(1).factor()).isCloseTo(factor, within(1e-9));
        double[] x = data.test().x();
        double[] left = data.test().y();
        double[] ofFirst = first.forward(x);
        double[] ofSecond = second.forward(x);
        Arrays.setAll(left, i -> left[i] - ofFirst[i] - factor * ofSecond[i]);
        assertThat(record.testMse()).isCloseTo(Math.pow(rootMeanSquare(left), 2), within(1e-9));
    }

    @Test
    void train_keepBest_hasTheErrorsOfTheStepWithTheLeastValidationError() throws IOException {
        CellRecord record = train(Cells.inRounds(80, TWO, new CellSpec.Validation(50, true, null), FULL));

        CellRecord.CurvePoint best = record.curve().stream()
                .min(Comparator.comparingDouble(point -> requireNonNull(point.validationMse())))
                .orElseThrow();
        CellRecord.Accuracy accuracy = requireNonNull(record.accuracy());
        assertThat(accuracy.bestStep()).isEqualTo(best.step()).isGreaterThan(40);
        assertThat(accuracy.testMse()).isEqualTo(best.testMse());
        assertThat(predictionRows().stream()
                        .mapToDouble(row -> Math.pow(row[2] - row[1], 2))
                        .average()
                        .orElseThrow())
                .isCloseTo(requireNonNull(best.testMse()), within(1e-12));
    }

    private static double trainMse(CellRecord record, int step) {
        return record.curve().stream()
                .filter(point -> point.step() == step)
                .map(point -> requireNonNull(point.trainMse()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void train_errors_areThoseOfTheFilesPredictions() throws IOException {
        CellRecord record = train(cell(60, new CellSpec.Rounds(3, true)));

        double mse = predictionRows().stream()
                .mapToDouble(row -> Math.pow(row[2] - row[1], 2))
                .average()
                .orElseThrow();
        CellRecord.Accuracy accuracy = requireNonNull(record.accuracy());
        assertThat(mse).isCloseTo(requireNonNull(accuracy.testMse()), within(1e-12));
        assertThat(record.curve().get(record.curve().size() - 1).testMse()).isEqualTo(accuracy.testMse());
        assertThat(record.curve()).extracting(CellRecord.CurvePoint::step).contains(0, 20, 40, 60);
        assertThat(requireNonNull(record.timing()).steps()).isEqualTo(60);
    }

    /** Of the training data's spectrum the wave of 60 has 3%, of the residual's nearly all. */
    @Test
    void train_weakHighWave_isReachedByTheScalesOfTheSecondRound() throws IOException {
        CellSpec spec = cell(600, new CellSpec.Rounds(2, true));
        Dataset training = spec.training().data(new WavesTask(), spec.seed()).training();
        assertThat(median(AutomaticScales.of(training, 5, 1).scales())).isLessThan(10);

        CellRecord record = train(spec);

        List<TrainedRound> rounds = record.work().trainedRounds();
        assertThat(rounds.get(0).scales()).isEqualTo(spec.network().scales());
        assertThat(median(rounds.get(1).scales())).isBetween(55.0, 65.0);
        assertThat(rounds.get(1).scales().count()).isEqualTo(5);
        assertThat(record.testMse())
                .isLessThan(requireNonNull(train(cell(600, TWO)).testMse()) / 2);
    }

    private static double median(Scales scales) {
        return Arrays.stream(scales.values()).sorted().toArray()[scales.count() / 2];
    }

    @Test
    void train_oneRound_isTheTrainingWithoutRounds() throws IOException {
        CellSpec spec = cell(30, CellSpec.Rounds.ONE);
        CellRecord record = train(spec);
        DataSplit data = spec.training().data(new WavesTask(), spec.seed());

        // The very bits of the backend trained alone.
        try (PreparedModel alone = new PreparedModel(spec, Providers.backend("plain"))) {
            alone.model().train(30);
            double[] prediction = alone.model().predict(data.test().x());
            assertThat(predictionRows().stream().mapToDouble(row -> row[2]).sorted())
                    .containsExactly(Arrays.stream(prediction).sorted().boxed().toArray(Double[]::new));
        }
        assertThat(record.work().trainedRounds()).isEmpty();
        assertThat(Files.readString(path.resolve("events.jsonl"))).doesNotContain("\"round\"");
    }

    @Test
    void train_miniBatches_reportTheErrorOfTheSum() throws IOException {
        CellRecord record = train(Cells.inRounds(300, TWO, CellSpec.Validation.NONE, 100));

        assertThat(record.status()).as(String.valueOf(record.reason())).isEqualTo(CellStatus.OK);
        assertThat(trainMse(record, 300)).isLessThan(trainMse(record, 150));
        assertThat(trainMse(record, 150))
                .isCloseTo(Math.pow(record.work().trainedRounds().get(1).factor(), 2), within(1e-12));
    }

    @Test
    void lastStep_steps_areDividedEvenlyAndTheRemainderIsTheLastRounds() {
        CellSpec.Rounds three = new CellSpec.Rounds(3, true);
        assertThat(List.of(three.lastStep(0, 302), three.lastStep(1, 302), three.lastStep(2, 302)))
                .containsExactly(100, 200, 302);
        assertThat(CellSpec.Rounds.ONE.lastStep(0, 7)).isEqualTo(7);
    }

    @Test
    void restore_bestOfAnEarlierRound_leavesLaterNetworksOut() throws IOException {
        CellSpec spec = cell(10, TWO);
        try (PreparedModel first = new PreparedModel(spec, Providers.backend("plain"));
                PreparedModel second = new PreparedModel(spec, Providers.backend("plain"))) {
            double[] x = {0.5, 1.5};
            NetworkSum sum = new NetworkSum(first.model());
            first.model().train(3);
            NetworkSum.State best = sum.state();
            double[] expected = sum.predict(x);
            first.model().train(3);
            sum.add(second.model(), 0.25);
            double[] both = sum.predict(x);
            assertThat(both[0])
                    .isEqualTo(
                            first.model().predict(x)[0] + 0.25 * second.model().predict(x)[0]);

            sum.restore(best);

            assertThat(sum.predict(x)).isEqualTo(expected);
        }
    }
}
