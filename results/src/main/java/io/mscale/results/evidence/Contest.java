package io.mscale.results.evidence;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * What is compared: cells of the same contest differ in who competes and in the repeat only.
 *
 * @param device where the networks are trained
 * @param task what they are fitted to
 * @param variant the network's form: the variant, with its setting where a run has several
 * @param terms what else must be the same
 */
public record Contest(Device device, String task, String variant, Terms terms) {

    /**
     * On which machine what is trained how, and what the task was made from. The seed is left out: it changes from repeat to
     * repeat.
     */
    public record Terms(
            String machine,
            Preset preset,
            Precision precision,
            CellSpec.Network network,
            CellSpec.Training training,
            Map<String, String> taskOptions) {

        public Terms {
            taskOptions = Map.copyOf(taskOptions);
        }

        /** The names of the terms in which these differ; empty if they are all the same. */
        public static List<String> differences(List<Terms> terms) {
            return Stream.of(
                            difference("machine", terms, Terms::machine),
                            difference("preset", terms, Terms::preset),
                            difference("precision", terms, Terms::precision),
                            difference("network", terms, Terms::network),
                            difference("training", terms, Terms::training),
                            difference("task options", terms, Terms::taskOptions))
                    .flatMap(List::stream)
                    .toList();
        }

        private static List<String> difference(String name, List<Terms> terms, Function<Terms, Object> term) {
            return terms.stream().map(term).distinct().count() > 1 ? List.of(name) : List.of();
        }
    }

    /** The contest a cell takes part in. */
    public static Contest of(ReportedCell reported) {
        CellRecord cell = reported.cell();
        Terms terms = new Terms(
                reported.machine(),
                cell.preset(),
                cell.precision(),
                cell.network(),
                cell.training(),
                cell.taskSettings().content());
        return new Contest(cell.device(), cell.task(), cell.form(), terms);
    }

    /** Device, task and variant. */
    @Override
    public String toString() {
        return device + " " + task + " " + variant;
    }
}
