package io.mscale.record.run;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which of several fingerprints are taken for those of one machine: those without differences. A fingerprint that does
 * not know everything may be like two that differ; it counts to the first of them.
 */
public final class LikeMachines {

    /** For each fingerprint the place of its machine. */
    private final Map<Fingerprint, Integer> places = new LinkedHashMap<>();

    /** For each machine all that is known of it. */
    private final List<Fingerprint> machines = new ArrayList<>();

    /**
     * Groups fingerprints.
     *
     * @param fingerprints in any order, such as that of runs; they may repeat
     */
    public LikeMachines(Collection<Fingerprint> fingerprints) {
        // Those that know most come first, lest one that knows little stands for a machine and takes in unlike ones.
        fingerprints.stream()
                .distinct()
                .sorted((one, other) -> Integer.compare(other.known(), one.known()))
                .forEach(this::place);
    }

    private void place(Fingerprint fingerprint) {
        for (int i = 0; i < machines.size(); i++) {
            if (machines.get(i).differences(fingerprint).isEmpty()) {
                machines.set(i, machines.get(i).with(fingerprint));
                places.put(fingerprint, i);
                return;
            }
        }
        places.put(fingerprint, machines.size());
        machines.add(fingerprint);
    }

    /** The machine of one of the fingerprints: all that is known of it. */
    public Fingerprint of(Fingerprint fingerprint) {
        Integer place = places.get(fingerprint);
        return place == null ? fingerprint : machines.get(place);
    }
}
