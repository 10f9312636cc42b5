package io.mscale.tasks.picture;

import static java.util.Map.entry;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The formats of picture files, told by a file's first bytes; its name does not matter. */
enum PictureFormat {
    PNG,
    JPEG,
    GIF,
    BMP,
    TIFF,
    WEBP;

    /** The first bytes that tell a format: a type of the HEIF family stands after its length and 'ftyp'. */
    static final int HEAD = 1024;

    static final String NAMES = "PNG, JPEG, TIFF, WebP, BMP or GIF";

    private static final Set<String> HEIC = Set.of("heic", "heix", "hevc", "hevx", "heim", "heis", "mif1", "msf1");
    private static final Map<String, String> OTHERS = Map.ofEntries(
            entry("%PDF", "a PDF document"),
            entry("%!PS", "a PostScript document"),
            entry("8BPS", "a Photoshop file"),
            entry("\0\0\0\fjP  ", "a JPEG 2000 picture"),
            entry("\u00ffO\u00ffQ", "a JPEG 2000 picture"),
            entry("\0\0\0\fJXL ", "a JPEG XL picture"),
            entry("\u00ff\n", "a JPEG XL picture"),
            entry("v/1\u0001", "an OpenEXR picture"),
            entry("#?RADIANCE", "a Radiance HDR picture"),
            entry("\0\0\u0001\0", "an icon"));

    /** The format of a file that begins so; empty if it is none of these. */
    static Optional<PictureFormat> of(byte[] head) {
        String text = text(head);
        if (text.startsWith("\u0089PNG\r\n\u001a\n")) {
            return Optional.of(PNG);
        }
        if (text.startsWith("\u00ff\u00d8\u00ff")) {
            return Optional.of(JPEG);
        }
        if (text.startsWith("GIF87a") || text.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (text.startsWith("BM")) {
            return Optional.of(BMP);
        }
        if (text.startsWith("II*\0") || text.startsWith("MM\0*")) {
            return Optional.of(TIFF);
        }
        return text.startsWith("RIFF") && text.startsWith("WEBP", 8) ? Optional.of(WEBP) : Optional.empty();
    }

    /** Whether a file can be an animation, or have pages. */
    boolean mayHoldSeveral() {
        return this == GIF || this == TIFF || this == WEBP;
    }

    /** What a file is that cannot be read, in words; empty if its first bytes say nothing. */
    static Optional<String> other(byte[] head) {
        String text = text(head);
        if (text.startsWith("ftyp", 4) && text.length() >= 12) {
            String type = text.substring(8, 12);
            if (type.startsWith("avi")) {
                return Optional.of("an AVIF picture");
            }
            return Optional.of(HEIC.contains(type) ? "a HEIC picture" : "a video");
        }
        String start = text.stripLeading().toLowerCase(Locale.ROOT);
        if (start.contains("<svg") && (start.startsWith("<") || start.startsWith("\u00ef\u00bb\u00bf<"))) {
            return Optional.of("an SVG drawing");
        }
        if (text.matches("(?s)P[1-7]\\s.*")) {
            return Optional.of("a Netpbm picture");
        }
        return OTHERS.entrySet().stream()
                .filter(other -> text.startsWith(other.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }

    private static String text(byte[] head) {
        return new String(Arrays.copyOf(head, Math.min(head.length, HEAD)), StandardCharsets.ISO_8859_1);
    }
}
