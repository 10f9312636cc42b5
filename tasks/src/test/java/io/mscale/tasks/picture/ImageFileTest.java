package io.mscale.tasks.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageFileTest {

    private static final byte[] PNG_START = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final int GREY = 0;
    private static final int RGB = 2;
    private static final int GREY_AND_ALPHA = 4;

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    /** Where the stored pixel 0, which is black among white ones, is seen in a picture of 3 x 2. */
    @ParameterizedTest
    @CsvSource({"1,3,2,0", "2,3,2,2", "3,3,2,5", "4,3,2,3", "5,2,3,0", "6,2,3,1", "7,2,3,5", "8,2,3,4"})
    void read_exifOrientation_isHonoured(int code, int width, int height, int black) throws IOException {
        byte[] png = png(3, 2, 8, GREY, new byte[] {0, 0, -1, -1, 0, -1, -1, -1}, chunk("eXIf", exif(code)));
        byte[] jpeg = insert(jpegOf(3, 2), 2, app1(code));

        for (byte[] file : new byte[][] {png, jpeg, tiff(3, 2, code)}) {
            ImageFile.Content content = read(file);
            Picture picture = content.picture();
            int darkest = 0;
            for (int i = 0; i < picture.pixels(); i++) {
                darkest = picture.pixel(i)[0] < picture.pixel(darkest)[0] ? i : darkest;
            }

            assertThat(picture.width()).isEqualTo(width);
            assertThat(picture.height()).isEqualTo(height);
            assertThat(darkest).isEqualTo(black);
            if (code == 1) {
                assertThat(content.size()).isEqualTo("has 3 x 2 pixels, grey");
            } else {
                assertThat(content.size()).contains(width + " x " + height).contains("EXIF orientation " + code);
            }
        }
    }

    @Test
    void read_webpWithExif_isTurned() throws IOException {
        ImageFile.Content content = resource("turned.webp");

        assertThat(content.size())
                .isEqualTo("has 4 x 6 pixels, in colour; turned by 90 degrees clockwise (EXIF orientation 6)");
        // the upper right corner shows what was stored in the upper left one
        assertColour(content, 3, 0, 0, 100);
        assertColour(content, 0, 0, 180, 100);
    }

    @Test
    void read_sixteenBits_keepsThemAll() throws IOException {
        byte[] row = {0, 0x12, 0x34, (byte) 0xab, (byte) 0xcd, 0, 1, 0, 0, 0, 2, (byte) 0xff, (byte) 0xff};

        Picture picture = read(png(2, 1, 16, RGB, row)).picture();

        assertThat(picture.pixel(0))
                .containsExactly(new double[] {0x1234 / 65535.0, 0xabcd / 65535.0, 1 / 65535.0}, within(1e-7));
        assertThat(picture.pixel(1)).containsExactly(new double[] {0, 2 / 65535.0, 1}, within(1e-7));
    }

    @Test
    void read_greyWithGamma_isItsStoredSamples() throws IOException {
        byte[] gamma = chunk("gAMA", ByteBuffer.allocate(4).putInt(100_000).array());

        Picture picture =
                read(png(2, 1, 8, GREY, new byte[] {0, 64, (byte) 200}, gamma)).picture();

        assertThat(picture.channels()).isEqualTo(1);
        assertThat(picture.pixel(0)[0]).isCloseTo(64 / 255.0, within(1e-7));
        assertThat(picture.pixel(1)[0]).isCloseTo(200 / 255.0, within(1e-7));
    }

    @Test
    void read_transparentPixels_areOverWhiteAndTold() throws IOException {
        ImageFile.Content grey = read(png(2, 1, 8, GREY_AND_ALPHA, new byte[] {0, 100, 51, 100, -1}));
        ImageFile.Content colour = resource("transparent.webp");

        assertThat(grey.picture().pixel(0)[0]).isCloseTo(0.2 * 100 / 255 + 0.8, within(1e-6));
        assertThat(grey.picture().pixel(1)[0]).isCloseTo(100 / 255.0, within(1e-6));
        assertThat(grey.remarks()).containsExactly("has transparent pixels: they are fitted as they look on white");
        assertThat(colour.picture().pixel(0)[2]).isCloseTo(0.2 * 30 / 255 + 0.8, within(1e-6));
        assertThat(colour.remarks()).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"cmyk.jpg, 164.41, 126.18, 80.29", "ycck.jpg, 55.2, 27.9, 0", "cmyk.tif, 164.41, 126.18, 80.29"})
    void read_inks_areColoursAndTold(String name, double red, double green, double blue) throws IOException {
        ImageFile.Content content = resource(name);

        assertThat(content.picture().pixel(9))
                .containsExactly(new double[] {red / 255, green / 255, blue / 255}, within(1.0 / 255));
        assertThat(content.remarks()).anyMatch(remark -> remark.contains("black inks"));
    }

    @Test
    void read_colourJpeg_isDecoded() throws IOException {
        assertThat(resource("colour.jpg").picture().pixel(9))
                .containsExactly(new double[] {200 / 255.0, 60 / 255.0, 30 / 255.0}, within(1.5 / 255));
    }

    /** EXIF whose directory is said to lie behind the end of the file. */
    @Test
    void read_jpegWithDamagedExif_keepsItsColours() throws IOException {
        byte[] damaged = app1(6);
        ByteBuffer.wrap(damaged).putInt(14, Integer.MAX_VALUE);
        byte[] adobe = {-1, (byte) 0xee, 0, 14, 'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0};

        ImageFile.Content grey = read(insert(jpegOf(3, 2), 2, damaged));
        // without JFIF's segment, which would say that it is YCC
        byte[] ycc = written(coloured(), "jpeg");
        byte[] bare = insert(Arrays.copyOf(ycc, 2), 2, Arrays.copyOfRange(ycc, 4 + (ycc[4] << 8 | ycc[5]), ycc.length));
        byte[] rgb = insert(bare, 2, adobe);

        assertThat(grey.size()).isEqualTo("has 3 x 2 pixels, grey");
        assertThat(read(insert(rgb, 2, damaged)).picture().pixel(0))
                .isEqualTo(read(rgb).picture().pixel(0))
                .isNotEqualTo(read(bare).picture().pixel(0));
    }

    /** More segments before the frame than are looked through for it. */
    @Test
    void read_jpegOfUnknownColours_saysHowManyChannelsWereExpected() throws IOException {
        byte[] comments = new byte[400_000];
        for (int i = 0; i < comments.length; i += 4) {
            ByteBuffer.wrap(comments).putInt(i, 0xfffe0002);
        }

        assertThatThrownBy(() -> read(insert(jpegOf(3, 2), 2, comments)))
                .hasMessage("'picture.any' has 1 channel, not the expected 3; 1, 3 or 4 are allowed");
    }

    @ParameterizedTest
    @CsvSource({"moving.gif, 2", "moving.webp, 2", "pages.tif, 3"})
    void read_several_isTheFirstAndTold(String name, int pictures) throws IOException {
        ImageFile.Content content = resource(name);

        assertThat(content.remarks()).containsExactly("has " + pictures + " pictures: the first is fitted");
        assertColour(content, 8, 80, 60, 100);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "bmp", "gif", "tiff"})
    void read_palette_isItsColours(String format) throws IOException {
        BufferedImage image = new BufferedImage(2, 1, BufferedImage.TYPE_BYTE_INDEXED);
        image.setRGB(0, 0, 0xff3300);
        image.setRGB(1, 0, 0x00cc66);

        ImageFile.Content content = read(written(image, format));

        assertColour(content, 0, 255, 51, 0);
        assertColour(content, 1, 0, 204, 102);
    }

    @Test
    void read_floatingPoint_isFromZeroToOne() throws IOException {
        assertThat(resource("float.tif").picture().pixel(3)[0]).isCloseTo(0.3, within(1e-7));
        assertThatThrownBy(() -> resource("counts.tif"))
                .hasMessage("'picture.any' has a floating-point sample of 7.0; from 0 to 1 are allowed");
        assertThatThrownBy(() -> resource("lab.tif")).hasMessageContaining("L*a*b*");
    }

    @Test
    void read_large_isFittedAtMeansOfAreas() throws IOException {
        BufferedImage image = new BufferedImage(6, 4, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 24; i++) {
            image.getRaster().setSample(i % 6, i / 6, 0, 10 * i);
        }

        ImageFile.Content content = read(written(image, "png"), 6);

        assertThat(content.size()).isEqualTo("has 6 x 4 pixels, grey; fitted at 3 x 2 (--max-pixels)");
        // the mean of 0, 10, 60 and 70
        assertThat(content.picture().pixel(0)[0]).isCloseTo(35 / 255.0, within(1e-6));
        assertThat(content.picture().pixel(5)[0]).isCloseTo(195 / 255.0, within(1e-6));
    }

    @Test
    void read_largeByNoWholeFactor_countsSharesOfPixels() throws IOException {
        BufferedImage image = new BufferedImage(3, 3, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 9; i++) {
            image.getRaster().setSample(i % 3, i / 3, 0, 20 * i);
        }

        Picture picture = read(written(image, "bmp"), 4).picture();

        // (0 + 20/2 + 60/2 + 80/4) / 2.25
        assertThat(picture.pixel(0)[0]).isCloseTo(60 / 2.25 / 255, within(1e-6));
        assertThat(picture.pixel(3)[0]).isCloseTo((80 / 4 + 100 / 2 + 140 / 2 + 160) / 2.25 / 255, within(1e-6));
    }

    @ParameterizedTest
    @CsvSource({
        "6000, 4000, 4000000, 2449, 1633",
        "2048, 2048, 4194304, 2048, 2048",
        "1, 1000, 100, 1, 100",
        "100000, 3, 1000, 1000, 1"
    })
    void within_keepsTheShape(int width, int height, long most, int toWidth, int toHeight) {
        assertThat(new PictureSize(width, height).within(most)).isEqualTo(new PictureSize(toWidth, toHeight));
    }

    @Test
    void step_keepsWhatCanBeDecodedAtOnce() {
        assertThat(new PictureSize(6000, 4000).step(1 << 25)).isEqualTo(1);
        assertThat(new PictureSize(16_000, 16_000).step(1 << 25)).isEqualTo(3);
        assertThat(new PictureSize(16_000, 16_000).every(3)).isEqualTo(new PictureSize(5333, 5333));
        assertThat(new PictureSize(1, 7).every(4)).isEqualTo(new PictureSize(1, 2));
    }

    /** 16,384 x 8,192 pixels in a few kilobytes: every second one is decoded. */
    @Test
    void read_huge_isThinnedOutWhileDecoding() throws IOException {
        byte[] rows = new byte[(16_384 / 8 + 1) * 8192];

        ImageFile.Content content = read(png(16_384, 8192, 1, GREY, rows), 512);

        assertThat(content.size()).isEqualTo("has 16384 x 8192 pixels, grey; fitted at 32 x 16 (--max-pixels)");
    }

    /** A header that promises 60,000 x 60,000 pixels, and no pixel behind it: whoever decodes first gets nowhere. */
    @Test
    void read_hugeByItsHeader_isRefusedBeforeDecoding() {
        assertThatThrownBy(() -> read(png(60_000, 60_000, 8, RGB, new byte[0])))
                .hasMessage("'picture.any' has 60000 x 60000 pixels; at most 268435456 can be read."
                        + " Scale it down first");
        assertThatThrownBy(() -> read(png(1, 1, 8, GREY, new byte[2]))).hasMessageContaining("only one pixel");
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7, a PDF document",
        "<?xml version='1.0'?><svg/>, an SVG drawing",
        "....ftypheic1234, a HEIC picture",
        "....ftypavif1234, an AVIF picture",
        "P6 3 2 255 , a Netpbm picture"
    })
    void read_otherFormats_areNamed(String start, String what) {
        assertThatThrownBy(() -> read(start.getBytes(StandardCharsets.ISO_8859_1)))
                .hasMessage("'picture.any' is " + what + ", which cannot be read; convert it to PNG");
    }

    @Test
    void read_noPicture_isToldInOneLine() {
        assertThatThrownBy(() -> read(new byte[0])).hasMessage("'picture.any' is empty");
        assertThatThrownBy(() -> read("no picture".getBytes(StandardCharsets.US_ASCII)))
                .hasMessage("'picture.any' is not a picture that can be read: PNG, JPEG, TIFF, WebP, BMP or GIF");
    }

    @ParameterizedTest
    @ValueSource(strings = {"turned.webp", "colour.jpg", "png", "jpeg", "bmp", "gif", "tiff"})
    void read_cutOff_isRefused(String name) throws IOException {
        byte[] whole = name.contains(".") ? bytes(name) : written(noise(), name);
        for (int length = whole.length * 2 / 3; length > 20; length = length * 2 / 3) {
            byte[] start = Arrays.copyOf(whole, length);

            assertThatThrownBy(() -> read(start))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("'picture.any' ");
        }
    }

    private static void assertColour(ImageFile.Content content, int pixel, int red, int green, int blue) {
        assertThat(content.picture().pixel(pixel))
                .containsExactly(new double[] {red / 255.0, green / 255.0, blue / 255.0}, within(1e-6));
    }

    private ImageFile.Content resource(String name) throws IOException {
        return read(bytes(name));
    }

    private static byte[] bytes(String name) throws IOException {
        try (InputStream in = ImageFileTest.class.getResourceAsStream(name)) {
            assertThat(in).as(name).isNotNull();
            return in.readAllBytes();
        }
    }

    private ImageFile.Content read(byte[] file) throws IOException {
        return read(file, ImageFile.USUAL_PIXELS);
    }

    /** A name that says nothing of the format. */
    private ImageFile.Content read(byte[] file, int mostPixels) throws IOException {
        return ImageFile.read(Files.write(folder.resolve("picture.any"), file), "picture.any", mostPixels);
    }

    private static byte[] written(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        assertThat(ImageIO.write(image, format, out)).isTrue();
        return out.toByteArray();
    }

    private static BufferedImage noise() {
        BufferedImage image = new BufferedImage(64, 64, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 0; i < 64 * 64; i++) {
            image.getRaster().setSample(i % 64, i / 64, 0, i * i * 31 % 256);
        }
        return image;
    }

    private static BufferedImage coloured() {
        BufferedImage image = new BufferedImage(8, 8, BufferedImage.TYPE_INT_RGB);
        for (int i = 0; i < 64; i++) {
            image.setRGB(i % 8, i / 8, 0xc83c1e);
        }
        return image;
    }

    private static byte[] jpegOf(int width, int height) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_GRAY);
        for (int i = 1; i < width * height; i++) {
            image.getRaster().setSample(i % width, i / width, 0, 255);
        }
        return written(image, "jpeg");
    }

    private static byte[] exif(int orientation) {
        ByteBuffer exif = ByteBuffer.allocate(26);
        exif.put("MM\0*".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) 1);
        exif.putShort((short) 0x112).putShort((short) 3).putInt(1).putShort((short) orientation);
        return exif.array();
    }

    private static byte[] app1(int orientation) {
        byte[] exif = exif(orientation);
        ByteBuffer segment = ByteBuffer.allocate(10 + exif.length);
        segment.put((byte) 0xff).put((byte) 0xe1).putShort((short) (8 + exif.length));
        return segment.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII))
                .put(exif)
                .array();
    }

    private static byte[] insert(byte[] into, int at, byte[] part) {
        ByteBuffer all = ByteBuffer.allocate(into.length + part.length);
        return all.put(into, 0, at).put(part).put(into, at, into.length - at).array();
    }

    /** Little-endian, uncompressed, one black pixel among white ones. */
    private static byte[] tiff(int width, int height, int orientation) {
        int[][] tags = {
            {0x100, width},
            {0x101, height},
            {0x102, 8},
            {0x103, 1},
            {0x106, 1},
            {0x111, 134},
            {0x112, orientation},
            {0x115, 1},
            {0x116, height},
            {0x117, width * height}
        };
        ByteBuffer file = ByteBuffer.allocate(134 + width * height).order(ByteOrder.LITTLE_ENDIAN);
        file.put("II*\0".getBytes(StandardCharsets.US_ASCII)).putInt(8).putShort((short) tags.length);
        for (int[] tag : tags) {
            file.putShort((short) tag[0]).putShort((short) 3).putInt(1).putInt(tag[1]);
        }
        file.putInt(0);
        for (int i = 0; i < width * height; i++) {
            file.put(134 + i, (byte) (i == 0 ? 0 : 255));
        }
        return file.array();
    }

    private static byte[] png(int width, int height, int depth, int colour, byte[] rows, byte[]... before)
            throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(PNG_START);
        ByteBuffer header = ByteBuffer.allocate(13).putInt(width).putInt(height);
        out.writeBytes(chunk(
                "IHDR",
                header.put(new byte[] {(byte) depth, (byte) colour, 0, 0, 0}).array()));
        for (byte[] chunk : before) {
            out.writeBytes(chunk);
        }
        out.writeBytes(chunk("IDAT", deflated(rows)));
        out.writeBytes(chunk("IEND", new byte[0]));
        return out.toByteArray();
    }

    private static byte[] deflated(byte[] data) {
        Deflater deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        byte[] buffer = new byte[data.length / 2 + 100];
        int length = deflater.deflate(buffer);
        deflater.end();
        return Arrays.copyOf(buffer, length);
    }

    private static byte[] chunk(String type, byte[] data) {
        ByteBuffer chunk = ByteBuffer.allocate(data.length + 12).putInt(data.length);
        chunk.put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
        CRC32 crc = new CRC32();
        crc.update(chunk.array(), 4, data.length + 4);
        return chunk.putInt((int) crc.getValue()).array();
    }
}
