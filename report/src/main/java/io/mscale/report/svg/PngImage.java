package io.mscale.report.svg;

import java.io.IOException;

/** An SVG document as a PNG image. Unlike the document it depends on the machine's fonts. */
public final class PngImage {

    private static final double SCALE = 2;

    private PngImage() {}

    /**
     * The image at two pixels to the SVG's one.
     *
     * @throws IllegalArgumentException if the text is not SVG
     * @throws IOException if this machine cannot draw: its Java lacks the graphics, there are no fonts, or memory is short
     */
    public static byte[] of(String svg) throws IOException {
        return of(svg, SCALE);
    }

    /**
     * The image.
     *
     * @param scale pixels of the image to one of the SVG's
     * @throws IllegalArgumentException if the text is not SVG, or the scale is not positive
     * @throws IOException if this machine cannot draw: its Java lacks the graphics, there are no fonts, or memory is short
     */
    public static byte[] of(String svg, double scale) throws IOException {
        if (!(scale > 0) || Double.isInfinite(scale)) {
            throw new IllegalArgumentException("not a scale: " + scale);
        }
        try {
            // Where Java lacks the graphics this is the first call that needs them; nothing in this class does.
            return Java2d.png(svg, scale).orElseThrow(() -> new NotSvgException("not an SVG document"));
        } catch (NotSvgException e) {
            throw e;
        } catch (RuntimeException | Error e) {
            // Missing libraries and fonts show themselves as errors of many kinds.
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
