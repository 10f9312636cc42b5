package io.mscale.backend.nd4j;

import io.mscale.api.Device;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Explains to the user why ND4J's native code cannot be loaded and what to do. */
final class LoadFailure {

    private static final String CACHE_PROPERTY = "org.bytedeco.javacpp.cachedir";

    private LoadFailure() {}

    static String reason(Throwable failure, Device device) {
        String messages = messages(failure);
        List<String> reason = new ArrayList<>();
        reason.add("ND4J's native library for " + device + " cannot be loaded (" + messages + ")");
        // The path appears in the message only if a file was found but is not a valid library.
        boolean found = messages.contains(cache().toString());
        if (messages.contains("in java.library.path") && !found) {
            reason.add("the jar with the natives for this platform is missing or of another version: put it into the"
                    + " backend's folder '" + device.kind() + "'");
        } else {
            reason.add("if a file there is damaged, delete the folder " + cache() + ", which will be refilled");
        }
        Optional.ofNullable(System.getenv("LD_LIBRARY_PATH"))
                .ifPresent(
                        path -> reason.add("LD_LIBRARY_PATH is '" + path + "' and may point to the wrong libraries"));
        return String.join("; ", reason);
    }

    private static Path cache() {
        String set = System.getProperty(CACHE_PROPERTY);
        return set == null ? Path.of(System.getProperty("user.home", ""), ".javacpp", "cache") : Path.of(set);
    }

    /** Returns the distinct messages of a failure and its causes. */
    private static String messages(Throwable failure) {
        List<Throwable> chain = new ArrayList<>();
        for (Throwable t = failure; t != null && !chain.contains(t); t = t.getCause()) {
            chain.add(t);
        }
        return chain.stream()
                .map(Throwable::getMessage)
                .filter(message -> message != null && !message.isBlank())
                .distinct()
                .collect(Collectors.joining(": "));
    }
}
