package io.mscale.report.svg;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.report.chart.Palette;
import io.mscale.report.chart.Pixels;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Java's own reader, and in the browser tests a browser's, take what is written here. */
class PngRasterTest {

    @Test
    void of_colours_areReadBackAsTheyWere() throws IOException {
        int columns = 37;
        int rows = 19;
        Random random = new Random(1);
        int[] colours = new int[columns * rows];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i % 3 == 0 ? 0xff8000 : random.nextInt(1 << 24);
        }

        BufferedImage image = read(PngRaster.of(
                new Pixels(columns, rows, null, IntStream.of(colours).boxed().toList())));

        assertThat(image.getWidth()).isEqualTo(columns);
        assertThat(image.getHeight()).isEqualTo(rows);
        for (int i = 0; i < colours.length; i++) {
            assertThat(image.getRGB(i % columns, i / columns) & 0xffffff).isEqualTo(colours[i]);
        }
    }

    @Test
    void of_shares_areThePalettesColours() throws IOException {
        DoubleStream shares = DoubleStream.of(0, 1, 0.5, -3, 7, 0);

        BufferedImage image = read(PngRaster.of(Pixels.of(Palette.MAGMA, 3, 2, shares)));

        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x000004);
        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(0xfcfdbf);
        assertThat(image.getRGB(2, 0) & 0xffffff).isEqualTo(Palette.MAGMA.colour(128 / 255.0));
        assertThat(image.getRGB(0, 1) & 0xffffff).as("below 0").isEqualTo(0x000004);
        assertThat(image.getRGB(1, 1) & 0xffffff).as("above 1").isEqualTo(0xfcfdbf);
    }

    /** The page's colour takes the place of the palette's last, which the next to last stands in for. */
    @Test
    void of_sharesWithHoles_showThePageThere() throws IOException {
        DoubleStream shares = DoubleStream.of(0, 1, Double.NaN, 0.5);

        BufferedImage image = read(PngRaster.of(Pixels.of(Palette.MAGMA, 2, 2, shares)));

        assertThat(image.getRGB(0, 0) & 0xffffff).isEqualTo(0x000004);
        assertThat(image.getRGB(1, 0) & 0xffffff).isEqualTo(Palette.MAGMA.colour(254 / 255.0));
        assertThat(image.getRGB(0, 1) & 0xffffff).as("hole").isEqualTo(0xffffff);
        assertThat(image.getRGB(1, 1) & 0xffffff).isEqualTo(Palette.MAGMA.colour(128 / 255.0));
    }

    /** Brighter must mean more, for readers without colours too (luma of ITU-R BT.601). */
    @Test
    void palette_luma_risesAllTheWay() {
        for (Palette palette : Palette.values()) {
            double before = -1;
            for (int i = 0; i <= 50; i++) {
                int colour = palette.colour(i / 50.0);
                double luma = 0.299 * (colour >> 16) + 0.587 * (colour >> 8 & 0xff) + 0.114 * (colour & 0xff);
                assertThat(luma).as("%s at %d/50", palette, i).isGreaterThan(before);
                before = luma;
            }
        }
    }

    private static BufferedImage read(byte[] png) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(png));
    }
}
