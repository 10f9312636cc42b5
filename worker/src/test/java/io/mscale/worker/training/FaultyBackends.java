package io.mscale.worker.training;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleModel;
import io.mscale.api.Probe;

/** Backends that go wrong, each in a way of its own. */
public final class FaultyBackends {

    private FaultyBackends() {}

    /** Runs out of memory when it builds a model, in a JVM whose heap has no 2 GiB. */
    public static final class OutOfMemory extends LinearBackend {
        @Override
        public String id() {
            return "out-of-memory";
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            throw new IllegalStateException("there is room for " + new long[1 << 28].length + " numbers");
        }
    }

    /** Throws when it builds a model. */
    public static final class Throwing extends LinearBackend {
        @Override
        public String id() {
            return "throwing";
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            throw new IllegalStateException("no luck");
        }
    }

    /** Finds that the device cannot be used. */
    public static final class Unavailable extends LinearBackend {
        @Override
        public String id() {
            return "unavailable";
        }

        @Override
        public Probe probe(Device device, int threads) {
            return Probe.unavailable("libmissing.so is not installed");
        }
    }

    /** Lacks a class of its library. */
    public static final class MissingClass extends LinearBackend {
        @Override
        public String id() {
            return "missing-class";
        }

        @Override
        public Probe probe(Device device, int threads) {
            throw new NoClassDefFoundError("org/library/Matrix");
        }
    }

    /** Fails an assertion of its own. */
    public static final class Asserting extends LinearBackend {
        @Override
        public String id() {
            return "asserting";
        }

        @Override
        public MscaleModel create(ModelSpec spec, Device device) {
            throw new AssertionError("rows differ");
        }
    }

    /** Was compiled against another version of the API. */
    public static final class OtherVersion extends LinearBackend {
        @Override
        public String id() {
            return "other-version";
        }

        @Override
        public int apiVersion() {
            return API_VERSION + 1;
        }
    }
}
