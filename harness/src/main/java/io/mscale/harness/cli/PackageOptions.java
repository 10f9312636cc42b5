package io.mscale.harness.cli;

import com.beust.jcommander.Parameter;
import com.beust.jcommander.Parameters;
import io.mscale.api.Device;
import io.mscale.harness.UsageException;
import io.mscale.harness.discovery.Backends;
import io.mscale.harness.discovery.FoundBackend;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What goes into a distribution of a few backends. */
@Parameters(separators = "=")
public final class PackageOptions {

    @Parameter(names = "--backend", listConverter = OptionReaders.Ids.class)
    private @Nullable List<String> backends;

    @Parameter(names = "--device", listConverter = OptionReaders.DeviceKinds.class)
    private List<Device.Kind> devices = List.of(Device.Kind.CPU);

    /** The kinds of devices that it has code for. */
    public List<Device.Kind> devices() {
        return devices;
    }

    /** The first of the devices that a backend has code for. */
    public Device.Kind device(FoundBackend backend) {
        return devices.stream()
                .filter(device -> isOn(backend, device))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("'" + backend.id() + "' was not chosen"));
    }

    /**
     * The backends, each of which has code for one of the devices.
     *
     * @throws UsageException if the user named none, one that cannot be used, or a device that none has
     */
    public List<FoundBackend> chosen(Backends available) {
        List<String> named = backends;
        if (named == null) {
            throw new UsageException("--backend is missing: package takes backends, --backend ID[,ID...]; there are: "
                    + String.join(
                            ", ",
                            available.usable().stream().map(FoundBackend::id).toList()));
        }
        List<FoundBackend> chosen = named.stream()
                .map(id -> UsageException.naming("--backend", () -> available.require(id)))
                .toList();
        for (FoundBackend backend : chosen) {
            if (devices.stream().noneMatch(device -> isOn(backend, device))) {
                backend.requireDevice(new Device(devices.get(0), 0));
            }
        }
        for (Device.Kind device : devices) {
            if (chosen.stream().noneMatch(backend -> isOn(backend, device))) {
                chosen.get(0).requireDevice(new Device(device, 0));
            }
        }
        return chosen;
    }

    private static boolean isOn(FoundBackend backend, Device.Kind device) {
        return backend.requireProvider().capabilities().devices().contains(device);
    }
}
