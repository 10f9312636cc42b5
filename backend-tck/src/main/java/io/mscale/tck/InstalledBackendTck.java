package io.mscale.tck;

import io.mscale.api.Device;
import io.mscale.api.MscaleBackend;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The rules for a backend on the class path, found by its id. */
@ExtendWith(InstalledBackendTck.TargetResolver.class)
class InstalledBackendTck extends MscaleBackendTck {

    private final TckTarget target;
    private final MscaleBackend backend;

    InstalledBackendTck(TckTarget target) {
        this.target = target;
        this.backend = target.find();
    }

    @Override
    public MscaleBackend backend() {
        return backend;
    }

    @Override
    public Device device() {
        return target.device();
    }

    @Override
    public int threads() {
        return target.threads();
    }

    /** The harness sets this property for an external worker. */
    @Override
    public boolean isInThisProcess() {
        return System.getProperty("mscale.external") == null;
    }

    /** Passes the launcher's configuration to the constructor. */
    static final class TargetResolver implements ParameterResolver {

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == TckTarget.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return TckTarget.of(context::getConfigurationParameter);
        }
    }
}
