package io.mscale.backend.simd;

import io.mscale.api.Precision;
import java.lang.module.ModuleFinder;
import java.util.Optional;
import java.util.ServiceLoader;

/** The JVM's Vector API, an incubator module that it has only when asked for, and the kernels that need it. */
final class VectorModule {

    static final String NAME = "jdk.incubator.vector";

    private VectorModule() {}

    /** Why the kernels cannot be loaded and what to do about it; empty if they can. */
    static Optional<String> obstacle() {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            return Optional.of(
                    ModuleFinder.ofSystem().find(NAME).isPresent()
                            ? "this JVM was started without the Vector API: add the option --add-modules " + NAME
                            : "this Java runtime (" + System.getProperty("java.home") + ") has no module " + NAME
                                    + ": take a JDK, version 17 to 25");
        }
        try {
            VectorBits.wanted();
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** The width of the vectors. Loads the kernels. */
    static int bits() {
        return kernels(Precision.FLOAT32).vectorBits();
    }

    /** The kernels for a precision. */
    static Kernels<?> kernels(Precision precision) {
        for (Kernels<?> kernels : ServiceLoader.load(Kernels.class, VectorModule.class.getClassLoader())) {
            if (kernels.precision() == precision) {
                return kernels;
            }
        }
        throw new IllegalStateException("no kernels for " + precision);
    }
}
