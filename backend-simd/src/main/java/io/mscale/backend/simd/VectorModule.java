package io.mscale.backend.simd;

import io.mscale.api.Precision;
import java.lang.module.ModuleFinder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.ServiceLoader;

/** The JVM's Vector API, an incubator module that must be added explicitly, and the kernels that need it. */
public final class VectorModule {

    static final String NAME = "jdk.incubator.vector";

    private static final String BITS = "mscale.simd.bits";
    private static final List<String> WIDTHS = List.of("128", "256", "512");

    private VectorModule() {}

    /**
     * Vector width override: {@code -Dmscale.simd.bits=256} replaces the width that the JVM prefers. Widths beyond the
     * processor's give the same results, very slowly.
     *
     * @throws IllegalArgumentException if it is not 128, 256 or 512
     */
    public static OptionalInt wantedBits() {
        String value = System.getProperty(BITS);
        if (value == null) {
            return OptionalInt.empty();
        }
        if (!WIDTHS.contains(value)) {
            throw new IllegalArgumentException(
                    BITS + " must be one of " + String.join(", ", WIDTHS) + ", not '" + value + "'");
        }
        return OptionalInt.of(Integer.parseInt(value));
    }

    /** Why the kernels cannot be used and what to do about it; empty if they can. */
    static Optional<String> obstacle() {
        if (ModuleLayer.boot().findModule(NAME).isEmpty()) {
            return Optional.of(
                    ModuleFinder.ofSystem().find(NAME).isPresent()
                            ? "this JVM was started without the Vector API: add the option --add-modules " + NAME
                            : "this Java runtime (" + System.getProperty("java.home") + ") has no module " + NAME
                                    + ": take a JDK, version 17 to 25");
        }
        String compiler = System.getProperty("java.vm.info", "");
        if (compiler.contains("interpreted") || compiler.contains("emulated-client")) {
            return Optional.of("this JVM runs without the compiler that knows vectors (" + compiler
                    + "): start it without -Xint and -XX:TieredStopAtLevel");
        }
        try {
            wantedBits();
        } catch (IllegalArgumentException e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
        // On x86 less than AVX2's 256 bits means no fused multiply-add: a step would take hours.
        int least = System.getProperty("os.arch").equals("amd64") ? 256 : 128;
        int bits = kernels(Precision.FLOAT32).machineBits();
        return bits >= least
                ? Optional.empty()
                : Optional.of("Java uses vectors of " + bits + " bits here, and " + least
                        + " are needed (on x86: a processor with AVX2, which brings fused multiply-adds, and no option"
                        + " -XX:UseAVX below 2); use --backend ejml");
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
