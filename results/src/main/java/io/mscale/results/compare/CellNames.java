package io.mscale.results.compare;

import io.mscale.results.evidence.Evidence;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The shortest unambiguous names of cells: settings are named only where cells would otherwise share a name. */
public final class CellNames {

    private final Map<CellKey, String> names = new LinkedHashMap<>();

    public CellNames(Collection<CellKey> keys) {
        List<CellKey> distinct = keys.stream().distinct().toList();
        Evidence.groupBy(distinct, CellKey::toString).forEach((name, group) -> {
            for (CellKey key : group) {
                names.put(key, name + distinguishing(key, group));
            }
        });
    }

    public String of(CellKey key) {
        return names.getOrDefault(key, key.toString());
    }

    private static String distinguishing(CellKey key, List<CellKey> group) {
        List<Map<String, String>> all = group.stream().map(CellKey::settings).toList();
        String settings = key.settings().entrySet().stream()
                .filter(setting ->
                        all.stream().anyMatch(other -> !setting.getValue().equals(other.get(setting.getKey()))))
                .map(setting -> setting.getKey() + " " + setting.getValue())
                .collect(Collectors.joining(", "));
        return settings.isEmpty() ? "" : " (" + settings + ")";
    }
}
