package io.mscale.tck.rules;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.Device;
import io.mscale.api.ModelSpec;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.tck.TckCase;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The backend under test, and how rules create its models. */
public interface Subject {

    /** The backend under test. */
    MscaleBackend backend();

    /** The device it is tested on. */
    default Device device() {
        return Device.CPU;
    }

    /** The number of CPU threads its models may keep busy. */
    default int threads() {
        return 2;
    }

    /** Whether its models live in this process; the memory of other processes cannot be observed. */
    default boolean isInThisProcess() {
        return true;
    }

    /** The backend's probe of {@link #device()}; made only once. */
    Probe probe();

    /** The case that most rules start from, in activations the backend supports, smooth ones if possible. */
    default TckCase standardCase(Precision precision) {
        return TckCase.standard(precision)
                .withActivations(
                        firstDeclared(Activation.SIN, Activation.COS), firstDeclared(Activation.TANH, Activation.SIN));
    }

    /** The preferred precision if the backend declares it, else the other one. */
    default Precision anyPrecision(Precision preferred) {
        Precision other = preferred == Precision.FLOAT32 ? Precision.FLOAT64 : Precision.FLOAT32;
        return backend().capabilities().precisions().contains(preferred) ? preferred : other;
    }

    /** Creates a model without parameters or data. Skips the test if the backend lacks a capability the case needs. */
    default MscaleModel create(TckCase wanted) {
        return create(wanted, threads());
    }

    /** Creates a model with another number of threads. */
    default MscaleModel create(TckCase wanted, int threads) {
        ModelSpec spec = new ModelSpec(wanted.network(), wanted.training(), wanted.precision(), threads);
        backend().capabilities().refusal(spec, device()).ifPresent(refusal -> assumeTrue(false, refusal));
        probe().obstacle()
                .ifPresent(obstacle -> assumeTrue(false, "device " + device() + " cannot be used: " + obstacle));
        return backend().create(spec, device());
    }

    /** Creates a model with the case's parameters and data, ready to train; skips like {@link #create(TckCase)}. */
    default MscaleModel open(TckCase wanted) {
        return open(wanted, threads());
    }

    /** Opens a model with another number of threads. */
    default MscaleModel open(TckCase wanted, int threads) {
        MscaleModel model = create(wanted, threads);
        model.setParameters(wanted.parameters());
        model.bind(wanted.data());
        return model;
    }

    private ActivationPattern firstDeclared(ActivationPattern... preferred) {
        List<ActivationPattern> smoothFirst =
                List.of(Activation.TANH, Activation.SIN, Activation.COS, Activation.SINCOS, Activation.IDENTITY);
        return Stream.of(Arrays.stream(preferred), smoothFirst.stream(), ActivationPattern.all().stream())
                .flatMap(stream -> stream)
                .filter(backend().capabilities().activations()::contains)
                .findFirst()
                .orElse(Activation.SIN);
    }
}
