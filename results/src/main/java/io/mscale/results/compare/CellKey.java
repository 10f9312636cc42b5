package io.mscale.results.compare;

import io.mscale.api.Device;
import io.mscale.api.Precision;
import io.mscale.api.network.Variant;
import io.mscale.api.task.Preset;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What makes cells of two runs the same cell: everything but the repeat, the seed and the machine.
 *
 * @param backend what trained it
 * @param device where
 * @param task what was fitted
 * @param variant the network's form
 * @param preset how large
 * @param precision of the numbers
 * @param network the network in full
 * @param training the training in full
 * @param taskOptions what the task was made from, files by their digest
 */
public record CellKey(
        String backend,
        Device device,
        String task,
        Variant variant,
        Preset preset,
        Precision precision,
        CellSpec.Network network,
        CellSpec.Training training,
        Map<String, String> taskOptions) {

    public CellKey {
        taskOptions = Map.copyOf(taskOptions);
    }

    /** The key of a cell. */
    public static CellKey of(CellRecord cell) {
        return new CellKey(
                cell.backend(),
                cell.device(),
                cell.task(),
                cell.variant(),
                cell.preset(),
                cell.precision(),
                cell.network(),
                cell.training(),
                cell.taskSettings().content());
    }

    /** Backend, device, task and variant. */
    @Override
    public String toString() {
        return backend + " " + device + " " + task + " " + variant;
    }

    /** The other settings by name, as they stand in the record. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("preset", preset.id());
        settings.put("precision", precision.id());
        components(network.spec()).forEach((name, value) -> {
            if (name.equals("firstLayer")) {
                settings.put("initialization", network.initialization().id());
            }
            settings.put(name, value);
        });
        settings.putAll(components(training));
        new TreeMap<>(taskOptions).forEach((name, value) -> settings.put("task option " + name, value));
        return settings;
    }

    /** Settings that differ from another cell's, each with both values. */
    public List<String> differences(CellKey other) {
        Map<String, String> own = settings();
        List<String> differences = new ArrayList<>();
        other.settings().forEach((name, value) -> {
            if (!Objects.equals(own.get(name), value)) {
                differences.add(name + " (" + own.get(name) + " / " + value + ")");
            }
        });
        return differences;
    }

    /** Every component of a record, so that a setting that is added later is not forgotten here. */
    private static Map<String, String> components(Record values) {
        Map<String, String> components = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            try {
                components.put(
                        component.getName(),
                        String.valueOf(component.getAccessor().invoke(values)));
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("the accessors of a public record can be called", e);
            }
        }
        return components;
    }
}
