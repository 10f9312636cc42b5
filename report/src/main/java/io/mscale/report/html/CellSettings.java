package io.mscale.report.html;

import io.mscale.api.LibraryInfo;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.TrainedRound;
import io.mscale.report.text.CellTexts;
import io.mscale.report.text.Text;
import io.mscale.results.evidence.CellMeasures;
import io.mscale.results.evidence.ReportedCell;
import io.mscale.results.number.Formats;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All settings of one cell and how it ended, in words.
 *
 * @param settings the settings by name, in display order
 */
public record CellSettings(String id, Map<String, String> settings) {

    static CellSettings of(ReportedCell reported) {
        CellRecord cell = reported.cell();
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("status", cell.status() + (cell.reason() == null ? "" : ": " + cell.reason()));
        settings.put("library", library(cell.library()));
        if (!cell.taskSettings().options().isEmpty()) {
            settings.put("task", task(cell));
        }
        settings.put("network", network(cell));
        if (!cell.choices().isEmpty()) {
            settings.put("chosen", String.join("; ", cell.choices()));
        }
        settings.put("training", training(cell));
        if (!cell.work().trainedRounds().isEmpty()) {
            settings.put("rounds", rounds(cell));
        }
        settings.put("measurement", measurement(cell.measurement()));
        String rmse = CellTexts.rmse(cell);
        settings.put("accuracy", accuracy(cell.accuracy()) + (rmse.isEmpty() ? "" : ", test " + rmse));
        settings.put("work", work(cell));
        settings.put("parity", parity(cell.parity()));
        CellRecord.Jmh jmh = CellMeasures.jmh(cell);
        if (jmh != null) {
            settings.put("JMH", CellTexts.jmh(jmh));
        }
        settings.put("worker", worker(cell));
        settings.replaceAll((name, value) -> Text.oneLine(value));
        return new CellSettings(Text.oneLine(reported.id()), settings);
    }

    private static String library(@Nullable LibraryInfo library) {
        return library == null
                ? "not loaded"
                : library.name() + " " + library.version() + ifKnown(", BLAS ", library.blas())
                        + ifKnown(", build ", library.build()) + ifKnown(", on ", library.deviceName()) + ", "
                        + library.threads() + " threads";
    }

    private static String ifKnown(String name, @Nullable String value) {
        return value == null ? "" : name + value;
    }

    private static String task(CellRecord cell) {
        return cell.taskSettings().options().entrySet().stream()
                .map(option -> option.getKey() + " " + option.getValue())
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String network(CellRecord cell) {
        CellSpec.Network network = cell.network();
        String widths = network.hiddenWidths().stream().map(String::valueOf).collect(Collectors.joining("-"));
        return network.inputs() + "-" + widths + "-" + network.outputs() + ", scales " + network.scales()
                + ", first activation " + network.firstActivation() + ", others " + network.activation() + ", start "
                + network.initialization() + ", " + parameters(cell) + ", " + cell.precision();
    }

    private static String parameters(CellRecord cell) {
        int networks = cell.training().rounds().rounds();
        return cell.parameters() + " parameters" + (networks == 1 ? "" : " in " + networks + " networks");
    }

    /** What each round's network added to the sum, and with which scales. */
    private static String rounds(CellRecord cell) {
        List<TrainedRound> begun = cell.work().trainedRounds();
        return IntStream.range(0, begun.size())
                .mapToObj(i -> (i + 1) + " of " + cell.training().rounds().rounds() + " after "
                        + begun.get(i).stepsBefore() + " steps, scales "
                        + begun.get(i).scales() + ", times "
                        + Formats.error(begun.get(i).factor())
                        + (i > 0 && isLeftOut(begun.get(i), cell) ? ", not in the result" : ""))
                .collect(Collectors.joining("; "));
    }

    /** Whether the parameters that were kept are those of a step before a later round. */
    private static boolean isLeftOut(TrainedRound later, CellRecord cell) {
        CellRecord.Accuracy accuracy = cell.accuracy();
        return accuracy != null && accuracy.bestStep() != null && later.stepsBefore() >= accuracy.bestStep();
    }

    private static String training(CellRecord cell) {
        CellSpec.Training training = cell.training();
        String batch =
                training.batchSize() >= training.trainSize() ? "full batch" : "batches of " + training.batchSize();
        return training.steps() + " steps" + inRounds(training.rounds()) + " of " + training.optimizer()
                + ", learning rate " + training.learningRate()
                + ", decay " + training.decay() + ", " + training.trainSize() + " training and " + training.testSize()
                + " test samples, " + batch + ", seed " + cell.seed() + noise(training)
                + validation(training.validation());
    }

    private static String inRounds(CellSpec.Rounds rounds) {
        return rounds.rounds() == 1 ? "" : " in " + rounds.rounds() + " rounds";
    }

    private static String noise(CellSpec.Training training) {
        return training.noise() == 0
                ? ""
                : ", Gaussian noise on the training targets of " + training.noise() + " times their standard deviation";
    }

    private static String validation(CellSpec.Validation validation) {
        return (validation.validationSize() == 0
                        ? ""
                        : ", " + validation.validationSize() + " further samples held out for validation")
                + (validation.keepBest() ? ", the parameters with the least validation error kept" : "")
                + (validation.patience() == null
                        ? ""
                        : ", stops when that error has not fallen in " + validation.patience() + " evaluations");
    }

    private static String measurement(CellSpec.Measurement measurement) {
        Double limit = measurement.timeLimitSeconds();
        return "timing " + measurement.timing() + ", target MSE " + Formats.error(measurement.targetMse())
                + (measurement.stopAtTarget() ? ", stops there" : "")
                + (limit == null ? "" : ", time limit " + Formats.duration(limit));
    }

    private static String accuracy(CellRecord.@Nullable Accuracy accuracy) {
        return accuracy == null
                ? "not known"
                : (accuracy.trainMse() == null ? "" : "training MSE " + Formats.error(accuracy.trainMse()) + ", ")
                        + "test MSE " + Formats.error(accuracy.testMse())
                        + ", relative L2 error " + Formats.error(accuracy.testRelativeL2())
                        + ", largest error " + Formats.error(accuracy.testMaxAbs())
                        + solution(accuracy.solution())
                        + (accuracy.validationMse() == null
                                ? ""
                                : ", validation MSE " + Formats.error(accuracy.validationMse()))
                        + (accuracy.bestStep() == null ? "" : ", of the parameters after step " + accuracy.bestStep());
    }

    private static String solution(CellRecord.@Nullable SolutionErrors errors) {
        return errors == null
                ? ""
                : (errors.relativeH1() == null
                                ? ""
                                : ", relative error of the gradient " + Formats.error(errors.relativeH1()))
                        + (errors.energyGap() == null ? "" : ", energy gap " + Formats.error(errors.energyGap()))
                        + ", RMS error on the boundary " + Formats.error(errors.boundaryRms());
    }

    /** The work of a step and the fraction of the device's peak that was reached: the roofline. */
    private static String work(CellRecord cell) {
        Double peak = cell.measurement().peakGflops();
        Double share = CellMeasures.peakFraction(cell);
        return Formats.error(cell.work().flopsPerStep()) + " floating-point operations a step, at least "
                + Formats.bytes(cell.work().bytesPerStep()) + " to and from memory"
                + (peak == null || share == null
                        ? ""
                        : ", " + Formats.percentage(share) + " of the device's peak of " + Formats.rate(peak)
                                + " GFLOP/s");
    }

    private static String parity(CellRecord.@Nullable Parity parity) {
        return parity == null
                ? "not checked"
                : "largest deviation " + CellTexts.parity(parity) + " over the first " + parity.steps() + " losses"
                        + (parity.allowedRelativeError() == null
                                ? ""
                                : ", allowed " + Formats.error(parity.allowedRelativeError()) + ", rounding explains "
                                        + Formats.error(parity.roundingError()));
    }

    private static String worker(CellRecord cell) {
        String environment = cell.worker().environment().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .sorted()
                .collect(Collectors.joining(" "));
        String words = (environment + " " + String.join(" ", cell.worker().jvmOptions())).strip();
        return words.isEmpty() ? "no settings of its own" : words;
    }
}
