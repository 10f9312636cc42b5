package io.mscale.tck;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the constructors of {@link InstalledBackendTck} and {@link InstalledTaskTck} the program's options. */
final class InstalledTck implements ParameterResolver {

    /** The launcher's configuration parameter with the program's arguments, one a line. */
    static final String ARGUMENTS = "mscale.tck.arguments";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KitOptions.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String arguments = context.getConfigurationParameter(ARGUMENTS).orElseThrow();
        return KitOptions.parse(arguments.split("\n"));
    }
}
