package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Pixels;
import io.mscale.report.figure.Drawings;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.FigureSet;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngImageTest {

    private static final int WHITE = 0xffffff;

    @Test
    void of_figures_areImagesOfTwiceTheirSizeWithSomethingOnThem() throws IOException {
        FigureSet set = FigureSet.of(Drawings.evidence(Path.of("run"), Drawings.trained("ejml", "multi")));

        assertThat(set.figures()).hasSize(6);
        for (Figure figure : set.figures()) {
            BufferedImage image = image(PngImage.of(figure.svg()));
            assertThat(image.getWidth()).isEqualTo(1800);
            assertThat(inked(image)).isGreaterThan(2000);
        }
    }

    @Test
    void of_otherScale_hasThatSize() throws IOException {
        BufferedImage image = image(PngImage.of(square(), 1.5));

        assertThat(image.getWidth()).isEqualTo(15);
        assertThat(image.getHeight()).isEqualTo(15);
        assertThat(inked(image)).isEqualTo(225);
    }

    @Test
    void of_javaWithoutGraphics_failsWithReason() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base,java.logging,java.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        WriteText.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("IOException: this machine cannot draw images");
    }

    /** Only PNG needs graphics: a heat map within SVG must not. */
    @Test
    void svg_javaWithoutGraphics_isDrawnWithItsPictures() throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "--limit-modules",
                        "java.base,java.logging,java.xml",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DrawPicture.class.getName())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(process.waitFor()).as(output).isZero();
        assertThat(output).contains("href=\"data:image/png;base64,");
    }

    /** Draws a picture of two points. */
    static final class DrawPicture {

        private DrawPicture() {}

        public static void main(String[] args) {
            Svg svg = new Svg(20, 10, "two points", "");
            svg.image(new Area(0, 0, 20, 10), new Pixels(2, 1, null, List.of(0xff0000, 0x00ff00)));
            System.out.println(svg.document());
        }
    }

    /** Makes an image with text on it; says so if that cannot be done. */
    static final class WriteText {

        private WriteText() {}

        public static void main(String[] args) {
            try {
                PngImage.of(square().replace("</svg>", "<text x=\"1\" y=\"9\">a</text></svg>"));
                System.out.println("drawn");
            } catch (IOException e) {
                System.out.println(e);
            }
        }
    }

    private static String square() {
        return "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"10\" height=\"10\" viewBox=\"0 0 10 10\">"
                + "<rect x=\"0\" y=\"0\" width=\"10\" height=\"10\" fill=\"#000000\"/></svg>";
    }

    private static BufferedImage image(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }

    private static long inked(BufferedImage image) {
        return IntStream.range(0, image.getWidth() * image.getHeight())
                .filter(i -> (image.getRGB(i % image.getWidth(), i / image.getWidth()) & WHITE) != WHITE)
                .count();
    }
}
