package io.mscale.results.figure;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngBytesTest {

    @Test
    void of_anyColours_areReadBackByAnother() throws IOException {
        int columns = 301;
        int rows = 97;
        int[] colours = new int[columns * rows];
        for (int i = 0; i < colours.length; i++) {
            colours[i] = i * 48_271 & 0xffffff;
        }

        BufferedImage image = ImageIO.read(new ByteArrayInputStream(PngBytes.of(colours, columns, rows)));

        assertThat(image.getWidth()).isEqualTo(columns);
        assertThat(image.getHeight()).isEqualTo(rows);
        for (int i = 0; i < colours.length; i++) {
            assertThat(image.getRGB(i % columns, i / columns) & 0xffffff).isEqualTo(colours[i]);
        }
    }
}
