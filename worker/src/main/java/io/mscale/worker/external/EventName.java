package io.mscale.worker.external;

/** The names of the events that a worker tells of. */
final class EventName {

    static final String STARTED = "started";
    static final String LIBRARY = "library";
    static final String READY = "ready";
    static final String WARM_UP = "warmUp";
    static final String PARITY = "parity";
    static final String STEPS = "steps";
    static final String EVALUATION = "evaluation";
    static final String FINISHED = "finished";

    private EventName() {}
}
