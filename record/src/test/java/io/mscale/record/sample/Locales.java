package io.mscale.record.sample;

import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** Locales that format numbers and letters differently, and an extension that sets the default back after a test. */
public final class Locales implements AfterEachCallback {

    private final Locale before = Locale.getDefault();

    /** Reports must read the same under all of these; a method source. */
    public static Stream<Locale> all() {
        return Stream.of(
                Locale.ROOT, Locale.GERMANY, Locale.forLanguageTag("tr-TR"), Locale.forLanguageTag("ar-EG-u-nu-arab"));
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Locale.setDefault(before);
    }
}
