package io.mscale.backend.cuda;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import io.mscale.api.Probe;
import io.mscale.tck.rules.AccuracyRules;
import io.mscale.tck.rules.ActivationRules;
import io.mscale.tck.rules.DeclaredRules;
import io.mscale.tck.rules.DifferentialLossRules;
import io.mscale.tck.rules.StructureRules;
import io.mscale.tck.rules.TrainingRules;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/**
 * All rules of the kit that look at numbers, with float32 products made of TF32 ones: the kit decides whether that is
 * float32.
 */
class TensorCoresTest
        implements AccuracyRules, StructureRules, ActivationRules, TrainingRules, DifferentialLossRules, DeclaredRules {

    @BeforeAll
    static void chooseArithmetic() {
        EmulatedDriver.install();
        System.setProperty(Arithmetic.PROPERTY, Arithmetic.TENSOR_CORES.id());
    }

    @AfterAll
    static void forgetChoice() {
        System.clearProperty(Arithmetic.PROPERTY);
    }

    @Override
    public MscaleBackend backend() {
        return new CudaBackend();
    }

    @Override
    public Device device() {
        return new Device(Device.Kind.GPU, 0);
    }

    @Override
    public Probe probe() {
        return backend().probe(device(), threads());
    }
}
