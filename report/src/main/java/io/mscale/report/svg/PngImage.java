package io.mscale.report.svg;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** An SVG document as a PNG image. Unlike the document, the image depends on the machine's fonts. */
public final class PngImage {

    private static final double SCALE = 2;

    private PngImage() {}

    /**
     * Renders a drawing at twice its resolution.
     *
     * @throws IOException if this machine cannot draw: its Java lacks the graphics, there are no fonts, or memory is
     *     short
     */
    public static byte[] of(String svg) throws IOException {
        return of(svg, SCALE);
    }

    /**
     * Renders a drawing.
     *
     * @param scale pixels of the image per pixel of the SVG
     * @throws IOException if this machine cannot draw
     */
    public static byte[] of(String svg, double scale) throws IOException {
        try {
            // The first call that needs Java's graphics, which may be missing; nothing else in this class uses them.
            return Java2d.png(svg, scale);
        } catch (RuntimeException | Error e) {
            // Missing libraries and fonts surface as many kinds of errors.
            throw new IOException("this machine cannot draw images: " + e, e);
        }
    }

    /** The only class that uses Java 2D, which some Java runtimes lack. */
    private static final class Java2d {

        static byte[] png(String svg, double scale) throws IOException {
            // Without it, AWT looks for a display and fails if DISPLAY names one that has no server.
            if (System.getProperty("java.awt.headless") == null) {
                System.setProperty("java.awt.headless", "true");
            }
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            // By default ImageIO writes a temporary file.
            try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
                ImageIO.write(draw(document(svg), scale), "png", out);
            }
            return bytes.toByteArray();
        }

        private static SVGDocument document(String svg) {
            LoaderContext ownDrawings = LoaderContext.builder()
                    .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                    // The library's default limit is below the size of a heat map.
                    .documentLimits(new DocumentLimits(
                            DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                            DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                            Integer.MAX_VALUE))
                    .build();
            InputStream text = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
            return Objects.requireNonNull(new SVGLoader().load(text, null, ownDrawings), "not an SVG document");
        }

        private static BufferedImage draw(SVGDocument document, double scale) {
            int width = (int) Math.ceil(document.size().width * scale);
            int height = (int) Math.ceil(document.size().height * scale);
            BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
            Graphics2D graphics = image.createGraphics();
            try {
                graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
                graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
                graphics.setRenderingHint(
                        RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
                graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
                graphics.setColor(Color.WHITE);
                graphics.fillRect(0, 0, width, height);
                graphics.scale(scale, scale);
                document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(document.size()));
            } finally {
                graphics.dispose();
            }
            return image;
        }
    }
}
