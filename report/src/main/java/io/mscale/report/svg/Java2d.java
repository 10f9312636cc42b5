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
import java.util.Optional;
import javax.imageio.ImageIO;
import javax.imageio.stream.ImageOutputStream;
import javax.imageio.stream.MemoryCacheImageOutputStream;

/** Renders SVG with Java 2D, which some Java runtimes lack: the only class that uses it. */
final class Java2d {

    private Java2d() {}

    /** The PNG image; empty if the text is not SVG. */
    static Optional<byte[]> png(String svg, double scale) throws IOException {
        beHeadless();
        Optional<SVGDocument> document = document(svg);
        return document.isEmpty() ? Optional.empty() : Optional.of(encode(draw(document.get(), scale)));
    }

    private static Optional<SVGDocument> document(String svg) {
        LoaderContext ownDrawings = LoaderContext.builder()
                .externalResourcePolicy(ResourcePolicy.DENY_EXTERNAL)
                // The library's default limit is below the size of a heat map.
                .documentLimits(new DocumentLimits(
                        DocumentLimits.DEFAULT_MAX_NESTING_DEPTH,
                        DocumentLimits.DEFAULT_MAX_USE_NESTING_DEPTH,
                        Integer.MAX_VALUE))
                .build();
        InputStream text = new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8));
        return Optional.ofNullable(new SVGLoader().load(text, null, ownDrawings));
    }

    private static BufferedImage draw(SVGDocument document, double scale) {
        int width = (int) Math.ceil(document.size().width * scale);
        int height = (int) Math.ceil(document.size().height * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        try {
            graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            graphics.setRenderingHint(RenderingHints.KEY_FRACTIONALMETRICS, RenderingHints.VALUE_FRACTIONALMETRICS_ON);
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

    private static byte[] encode(BufferedImage image) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        // By default ImageIO writes a temporary file.
        try (ImageOutputStream out = new MemoryCacheImageOutputStream(bytes)) {
            ImageIO.write(image, "png", out);
        }
        return bytes.toByteArray();
    }

    /** Without it, AWT looks for a display and fails if {@code DISPLAY} names one that has no server. */
    private static void beHeadless() {
        if (System.getProperty("java.awt.headless") == null) {
            System.setProperty("java.awt.headless", "true");
        }
    }
}
