package io.mscale.tck;

import io.mscale.api.option.Names;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Function;

/** Finds what is tested on the class path. */
final class Providers {

    private Providers() {}

    /**
     * Finds the provider with an id.
     *
     * @param what what to call it in messages
     * @throws IllegalArgumentException if there is none; the message lists the ids there are
     */
    static <T> T find(Class<T> service, String what, String wanted, Function<T, String> id) {
        List<String> ids = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        Iterator<T> providers = ServiceLoader.load(service).iterator();
        boolean more = true;
        while (more) {
            try {
                more = providers.hasNext();
                if (more) {
                    T candidate = providers.next();
                    if (id.apply(candidate).equals(wanted)) {
                        return candidate;
                    }
                    ids.add(id.apply(candidate));
                }
            } catch (ServiceConfigurationError | LinkageError e) {
                broken.add(String.valueOf(e.getMessage())); // the iterator continues after a broken provider
            }
        }
        IllegalArgumentException unknown = Names.unknown(what, wanted, ids);
        throw broken.isEmpty()
                ? unknown
                : new IllegalArgumentException(unknown.getMessage() + " Broken providers: " + broken);
    }
}
