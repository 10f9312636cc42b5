package io.mscale.harness.architecture.violation;

import com.fasterxml.jackson.databind.ObjectMapper;

/** Breaks the rules on purpose: a library nobody allowed, a static field that changes, a package without a mark. */
public final class Offender {

    static int calls;

    private final ObjectMapper mapper = new ObjectMapper();

    /** Uses both. */
    public String speak() {
        calls++;
        return mapper + " " + calls;
    }

    /** A record of more components than the test allows. */
    record Pair(int one, int other) {}
}
