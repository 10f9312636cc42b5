package io.mscale.results.compare;

import io.mscale.api.Device;
import io.mscale.api.network.Variant;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.results.evidence.Contest;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * The identity of a cell across runs: everything except the repeat, the seed and the machine.
 *
 * @param terms the settings and the task's options; their machine is left empty
 */
public record CellKey(String backend, Device device, String task, Variant variant, Contest.Terms terms) {

    public static CellKey of(CellRecord cell) {
        return new CellKey(cell.backend(), cell.device(), cell.task(), cell.variant(), Contest.Terms.of("", cell));
    }

    @Override
    public String toString() {
        return backend + " " + device + " " + task + " " + variant;
    }

    /** Returns the other settings by their names in the record. */
    public Map<String, String> settings() {
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("preset", terms.preset().id());
        settings.put("precision", terms.precision().id());
        components(terms.network().spec()).forEach((name, value) -> {
            if (name.equals("firstLayer")) {
                settings.put("initialization", terms.network().initialization().id());
            }
            settings.put(name, value);
        });
        settings.putAll(components(terms.training()));
        settings.put("start", terms.start());
        new TreeMap<>(terms.taskOptions()).forEach((name, value) -> settings.put("task option " + name, value));
        return settings;
    }

    /** Returns the settings that differ from another cell's, each with both values. */
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

    /** Returns every component of a record by reflection, so that settings added later are included. */
    private static Map<String, String> components(Record values) {
        Map<String, String> components = new LinkedHashMap<>();
        for (RecordComponent component : values.getClass().getRecordComponents()) {
            try {
                Object value = component.getAccessor().invoke(values);
                if (value instanceof CellSpec.Validation || value instanceof CellSpec.Rounds) {
                    components.putAll(components((Record) value));
                } else {
                    components.put(component.getName(), String.valueOf(value));
                }
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("a record's accessor cannot be called", e);
            }
        }
        return components;
    }
}
