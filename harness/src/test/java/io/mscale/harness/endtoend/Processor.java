package io.mscale.harness.endtoend;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.lang.management.ManagementFactory;

/** What some tests need of the processor, as the JVM sees it. */
final class Processor {

    private Processor() {}

    /** Without them there is no peak. */
    static void assumeFusedMultiplyAdds() {
        assumeTrue(option("UseFMA").equals("true"), "no fused multiply-adds on this processor");
    }

    /** Without them the backend simd is unsupported. */
    static void assumeVectorsOf256BitsOnX86() {
        boolean isX86 = System.getProperty("os.arch").equals("amd64");
        assumeTrue(!isX86 || Integer.parseInt(option("UseAVX")) >= 2, "no AVX2 on this processor");
    }

    private static String option(String name) {
        return ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class)
                .getVMOption(name)
                .getValue();
    }
}
