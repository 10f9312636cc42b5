package io.mscale.tck;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** Gives the constructors of {@link InstalledBackendTck} and {@link InstalledTaskTck} the program's options. */
final class InstalledTck implements ParameterResolver {

    /** The launcher's configuration parameter with the program's arguments, as {@link #text} makes it. */
    static final String ARGUMENTS = "mscale.tck.arguments";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == KitOptions.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        String arguments = context.getConfigurationParameter(ARGUMENTS).orElseThrow();
        return KitOptions.parse(Stream.of(arguments.split("\n", -1))
                .map(argument -> URLDecoder.decode(argument, StandardCharsets.UTF_8))
                .toArray(String[]::new));
    }

    /** The arguments one a line, encoded since they may have lines themselves. */
    static String text(String... arguments) {
        return Stream.of(arguments)
                .map(argument -> URLEncoder.encode(argument, StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
    }
}
