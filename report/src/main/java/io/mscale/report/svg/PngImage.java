package io.mscale.report.svg;

import java.io.IOException;

/** An SVG document as a PNG image. Unlike the document, the image depends on the machine's fonts. */
public final class PngImage {

    private static final double SCALE = 2;

    private PngImage() {}

    /**
     * Renders the image at twice the SVG's resolution.
     *
     * @throws IllegalArgumentException if the text is not SVG
     * @throws IOException if this machine cannot draw: its Java lacks the graphics, there are no fonts, or memory is
     *     short
     */
    public static byte[] of(String svg) throws IOException {
        return of(svg, SCALE);
    }

    /**
     * Renders the image.
     *
     * @param scale pixels of the image per pixel of the SVG
     * @throws IllegalArgumentException if the text is not SVG, or the scale is not positive
     * @throws IOException if this machine cannot draw: its Java lacks the graphics, there are no fonts, or memory is
     *     short
     */
    public static byte[] of(String svg, double scale) throws IOException {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("not a scale: " + scale);
        }
        try {
            // The first call that needs Java's graphics, which may be missing; nothing in this class uses them.
            return Java2d.png(svg, scale).orElseThrow(() -> new NotSvgException("not an SVG document"));
        } catch (NotSvgException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Missing libraries and fonts surface as many kinds of errors.
            throw new IOException("this machine cannot draw images: " + e, e);
        }
    }

    private static final class NotSvgException extends IllegalArgumentException {

        private static final long serialVersionUID = 1;

        NotSvgException(String message) {
            super(message);
        }
    }
}
