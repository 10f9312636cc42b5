package io.mscale.tasks.picture;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.awt.image.Raster;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import javax.imageio.ImageReadParam;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/**
 * Reads picture files. The size is known from the header before anything is decoded: a small file can hold a huge
 * picture, of which only every n-th pixel is then kept.
 */
public final class ImageFile {

    /** The most pixels that are fitted, unless the user says otherwise. */
    public static final int USUAL_PIXELS = 1 << 22;

    /** More would take gigabytes as numbers. */
    public static final int MOST_PIXELS = 1 << 25;

    /** Decoding more than 16,384 x 16,384 pixels takes too long to wait for. */
    private static final long MOST_STORED = 1L << 28;

    /** Decoded at once: the picture of a usual camera is kept whole. */
    private static final long MOST_DECODED = 1L << 25;

    /** One to train on and one to test with. */
    private static final int FEWEST_PIXELS = 2;

    private final ImageReader reader;
    private final PictureFormat format;
    private final FileHeader header;
    private final List<String> remarks = new ArrayList<>();

    private ImageFile(ImageReader reader, PictureFormat format, FileHeader header) {
        this.reader = reader;
        this.format = format;
        this.header = header;
    }

    /**
     * A picture as read.
     *
     * @param size its size, and what was done to it, to go on after its name
     * @param remarks what else was decided, each to go on after its name
     */
    public record Content(Picture picture, String size, List<String> remarks) {

        public Content {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * Reads a picture.
     *
     * @param name the file name as the user gave it
     * @param mostPixels a larger picture is scaled down to as many
     * @throws IllegalArgumentException if it cannot be read; the message names the file
     */
    public static Content read(Path file, String name, int mostPixels) {
        try {
            return read(file, mostPixels);
        } catch (UnfitPictureException e) {
            throw new IllegalArgumentException("'" + name + "' " + e.getMessage(), e);
        } catch (IOException | RuntimeException e) {
            String problem = isCutOff(e) ? "ends before the picture does" : "cannot be read as a picture: " + reason(e);
            throw new IllegalArgumentException("'" + name + "' " + problem, e);
        }
    }

    private static Content read(Path file, int mostPixels) throws IOException {
        byte[] head;
        try (InputStream in = Files.newInputStream(file)) {
            head = in.readNBytes(PictureFormat.HEAD);
        }
        Optional<PictureFormat> format = PictureFormat.of(head);
        if (format.isEmpty()) {
            throw new UnfitPictureException(unreadable(head));
        }
        try (ImageInputStream in = input(file, head, format.get())) {
            FileHeader header = FileHeader.read(in, format.get());
            ImageReader reader = PictureReaders.of(format.get());
            try {
                // backwards, too: to count the pictures
                reader.setInput(in, false, true);
                return new ImageFile(reader, format.get(), header).read(mostPixels);
            } finally {
                reader.dispose();
            }
        }
    }

    /** WebP's reader goes on for ever where the file ends too early, and reads bit by bit. */
    private static ImageInputStream input(Path file, byte[] head, PictureFormat format) throws IOException {
        if (format != PictureFormat.WEBP) {
            return new FileImageInputStream(file.toFile());
        }
        if (head.length < 12
                || Files.size(file)
                        < 8
                                + Integer.toUnsignedLong(Integer.reverseBytes(
                                        ByteBuffer.wrap(head).getInt(4)))) {
            throw new EOFException();
        }
        return new ByteArrayImageInputStream(Files.readAllBytes(file));
    }

    private static String unreadable(byte[] head) {
        return head.length == 0
                ? "is empty"
                : PictureFormat.other(head)
                        .map(what -> "is " + what + ", which cannot be read; convert it to PNG")
                        .orElse("is not a picture that can be read: " + PictureFormat.NAMES);
    }

    private Content read(int mostPixels) throws IOException {
        PictureSize stored = new PictureSize(reader.getWidth(0), reader.getHeight(0));
        long most = format == PictureFormat.WEBP ? MOST_DECODED : MOST_STORED;
        if (stored.pixels() > most) {
            throw new UnfitPictureException("has " + stored + " pixels; at most " + most + " can be read"
                    + (format == PictureFormat.WEBP ? " of a WebP file" : "") + ". Scale it down first");
        }
        if (stored.pixels() < FEWEST_PIXELS) {
            throw new UnfitPictureException("has only one pixel");
        }
        List<String> warnings = new ArrayList<>();
        reader.addIIOReadWarningListener((source, warning) -> warnings.add(warning));
        Picture picture = picture(stored, mostPixels);
        if (warnings.stream().anyMatch(ImageFile::saysCutOff)) {
            throw new EOFException();
        }
        int pictures = format.mayHoldSeveral() ? reader.getNumImages(true) : 1;
        if (pictures > 1) {
            remarks.add("has " + pictures + " pictures: the first is fitted");
        }
        return new Content(picture, size(stored, picture), remarks);
    }

    private Picture picture(PictureSize stored, int mostPixels) throws IOException {
        ImageReadParam param = reader.getDefaultReadParam();
        int step = stored.step(MOST_DECODED);
        if (step > 1) {
            param.setSourceSubsampling(
                    step, step, Math.min(step, stored.width()) / 2, Math.min(step, stored.height()) / 2);
        }
        PixelRows rows = rows(param);
        PictureSize decoded = rows.size();
        PictureSize fitted = decoded.within(mostPixels);
        float[] values = AreaAverage.of(rows, fitted);
        if (rows.anyTransparent()) {
            remarks.add("has transparent pixels: they are fitted as they look on white");
        }
        PictureSize shown = fitted.turned(header.orientation());
        return new Picture(
                        shown.width(),
                        shown.height(),
                        rows.channels(),
                        header.orientation().applied(values, fitted.width(), fitted.height(), rows.channels()))
                .withoutNeedlessChannels();
    }

    private PixelRows rows(ImageReadParam param) throws IOException {
        if (format != PictureFormat.JPEG) {
            PixelRows rows = PixelRows.of(reader.read(0, param));
            noteInks(rows.areInks());
            return rows;
        }
        // undecoded colours: Java cannot decode inks, and converts others by profiles
        Raster raster = reader.readRaster(0, param);
        JpegColours colours = header.jpegColours();
        int channels = raster.getNumBands();
        if (channels != colours.components()) {
            throw new UnfitPictureException("has " + channels + (channels == 1 ? " channel" : " channels")
                    + ", not the expected " + colours.components() + "; 1, 3 or 4 are allowed");
        }
        noteInks(colours.areInks());
        return PixelRows.ofJpeg(raster, colours);
    }

    private void noteInks(boolean areInks) {
        if (areInks) {
            remarks.add(
                    "has cyan, magenta, yellow and black inks: fitted as red, green and blue, (1 - ink)(1 - black)");
        }
    }

    private String size(PictureSize stored, Picture picture) {
        Orientation orientation = header.orientation();
        PictureSize whole = stored.turned(orientation);
        PictureSize fitted = new PictureSize(picture.width(), picture.height());
        return "has " + whole + " pixels, " + (picture.channels() == 1 ? "grey" : "in colour")
                + (orientation.isUpright()
                        ? ""
                        : "; " + orientation.words() + " (EXIF orientation " + orientation.code() + ")")
                + (fitted.equals(whole) ? "" : "; fitted at " + fitted + " (--max-pixels)");
    }

    private static boolean isCutOff(Throwable failure) {
        for (Throwable e = failure; e != null; e = e.getCause()) {
            if (e instanceof EOFException || (e.getMessage() != null && saysCutOff(e.getMessage()))) {
                return true;
            }
        }
        return false;
    }

    /** What the readers say of a file that ends too early. */
    private static boolean saysCutOff(String message) {
        String text = message.toLowerCase(Locale.ROOT);
        return text.contains("premature end")
                || text.contains("truncated")
                || text.contains("unexpected end")
                || text.contains("end of file");
    }

    private static String reason(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
