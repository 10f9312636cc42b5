package io.mscale.tck.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.mscale.api.Capabilities;
import io.mscale.api.Device;
import io.mscale.api.LibraryInfo;
import io.mscale.api.MscaleBackend;
import io.mscale.api.MscaleModel;
import io.mscale.api.Precision;
import io.mscale.api.Probe;
import io.mscale.tck.TckCase;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;

/** 1xx: the provider and its description of itself. */
public interface ProviderRules extends Subject {

    @Test
    default void required_spec101_isFoundByServiceLoader() {
        Class<? extends MscaleBackend> type = backend().getClass();

        assertThat(ServiceLoader.load(MscaleBackend.class, type.getClassLoader()).stream()
                        .map(ServiceLoader.Provider::type))
                .as("providers in META-INF/services/%s", MscaleBackend.class.getName())
                .contains(type);
    }

    @Test
    default void required_spec102_hasAnIdAndADescription() {
        assertThat(backend().id()).as("id").matches("[a-z0-9]+(-[a-z0-9]+)*");
        assertThat(backend().description()).as("description").isNotBlank().doesNotContain("\n");
    }

    @Test
    default void required_spec103_isCompiledAgainstThisApiVersion() {
        assertThat(backend().apiVersion()).as("apiVersion").isEqualTo(MscaleBackend.API_VERSION);
    }

    @Test
    default void required_spec104_declaresWhatItCanTrain() {
        Capabilities capabilities = backend().capabilities();

        assertThat(capabilities.devices()).as("devices").isNotEmpty();
        assertThat(capabilities.precisions()).as("precisions").isNotEmpty();
        assertThat(capabilities.structures()).as("structures").isNotEmpty();
        assertThat(capabilities.activations()).as("activations").isNotEmpty();
        assertThat(capabilities.losses()).as("losses").isNotEmpty();
        assertThat(capabilities.optimizers()).as("optimizers").isNotEmpty();
    }

    @Test
    default void required_spec105_probeNamesTheLibrary() {
        boolean declared = backend().capabilities().devices().contains(device().kind());
        assumeTrue(declared, () -> "declares no device " + device().kind());
        Probe probe = probe();
        assumeTrue(
                probe.isAvailable() || device().kind() != Device.Kind.CPU,
                () -> "device " + device() + " cannot be used: "
                        + probe.obstacle().orElse(""));

        assertThat(probe.obstacle()).as("why %s cannot be used", device()).isEmpty();
        LibraryInfo library = ((Probe.Available) probe).library();
        assertThat(library.name()).as("library name").isNotBlank();
        assertThat(library.version()).as("library version").isNotBlank();
        assertThat(library.threads()).as("threads").isPositive();
    }

    @Test
    default void required_spec106_probeOfAMissingDeviceGivesTheReason() {
        Probe probe = backend().probe(new Device(Device.Kind.GPU, 1023), threads());

        assertThat(probe.isAvailable()).as("gpu:1023 can be used").isFalse();
        assertThat(probe.obstacle()).as("why gpu:1023 cannot be used").hasValueSatisfying(reason -> assertThat(reason)
                .isNotBlank());
    }

    @Test
    default void required_spec107_hasWorkerSettingsForEveryDeviceItDeclares() {
        for (Device.Kind kind : backend().capabilities().devices()) {
            assertThat(backend().workerSettings(new Device(kind, 0), threads()))
                    .as("worker settings for %s", kind)
                    .isNotNull();
        }
    }

    @Test
    default void required_spec108_modelIsOfTheSpecAndDeviceAskedFor() {
        TckCase wanted = standardCase(anyPrecision(Precision.FLOAT64));
        try (MscaleModel model = create(wanted)) {
            assertThat(model.spec().network()).isEqualTo(wanted.network());
            assertThat(model.spec().training()).isEqualTo(wanted.training());
            assertThat(model.spec().precision()).isEqualTo(wanted.precision());
            assertThat(model.device()).isEqualTo(device());
        }
    }
}
