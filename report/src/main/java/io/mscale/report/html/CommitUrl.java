package io.mscale.report.html;

import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Where a commit can be looked at.
 *
 * @param pattern an address with {@value #PLACE} where the commit belongs
 */
public record CommitUrl(String pattern) {

    private static final String PLACE = "{}";

    /** Everything else is percent-encoded. */
    private static final Pattern PLAIN = Pattern.compile("[0-9A-Za-z._/-]");

    /**
     * Checks the pattern.
     *
     * @throws IllegalArgumentException if it is no http or https address with one {@value #PLACE}, after the host
     */
    public CommitUrl {
        int place = pattern.indexOf(PLACE);
        if (place < 0 || place != pattern.lastIndexOf(PLACE)) {
            throw new IllegalArgumentException(
                    "'" + pattern + "' must have one " + PLACE + ", as in https://host/repository/commit/" + PLACE);
        }
        URI address = address(pattern.replace(PLACE, "commit"));
        String before = pattern.substring(0, place);
        boolean isAfterHost = before.indexOf('/', before.indexOf("://") + 3) > 0;
        if (address.getHost() == null || !isWeb(String.valueOf(address.getScheme())) || !isAfterHost) {
            throw new IllegalArgumentException("'" + pattern
                    + "' is no address that begins with http:// or https:// and a host, with " + PLACE + " after it");
        }
    }

    private static boolean isWeb(String scheme) {
        return scheme.toLowerCase(Locale.ROOT).equals("http")
                || scheme.toLowerCase(Locale.ROOT).equals("https");
    }

    private static URI address(String text) {
        try {
            return new URI(text);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("'" + text + "' is no address: " + e.getReason(), e);
        }
    }

    /** The address of a commit. */
    public String of(String commit) {
        StringBuilder encoded = new StringBuilder();
        for (byte value : commit.getBytes(StandardCharsets.UTF_8)) {
            String letter = String.valueOf((char) (value & 0xff));
            encoded.append(
                    PLAIN.matcher(letter).matches()
                            ? letter
                            : "%"
                                    + Integer.toHexString(0x100 | (value & 0xff))
                                            .substring(1)
                                            .toUpperCase(Locale.ROOT));
        }
        return pattern.replace(PLACE, encoded);
    }
}
