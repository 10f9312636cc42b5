package io.mscale.tasks;

import io.mscale.api.option.Names;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.FileImageInputStream;
import javax.imageio.stream.ImageInputStream;

/** Reads PNG and JPEG files. The size is checked in the header before decoding: a small file can hold a huge image. */
final class ImageFile {

    /** 4 megapixels: a larger image would take minutes to train on and gigabytes of memory. */
    private static final int MOST_PIXELS = 1 << 22;

    private static final Set<String> FORMATS = Set.of("png", "jpeg");

    private ImageFile() {}

    /**
     * Reads an image.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if the file is missing, is too large, or is not a readable PNG or JPEG
     */
    static Picture read(Path file, String name) {
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new IllegalArgumentException("'" + name + "' is not a regular file");
        }
        if (!Files.exists(file)) {
            List<String> names = GeneratedPicture.NAMES;
            throw new IllegalArgumentException("there is no file '" + name
                    + "', and no built-in picture has that name; the built-in ones are: " + String.join(", ", names)
                    + Names.nearest(name, names)
                            .map(near -> ". Did you mean '" + near + "'?")
                            .orElse(""));
        }
        String problem = "is not a PNG or JPEG image";
        try (ImageInputStream in = new FileImageInputStream(file.toFile())) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(in);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (!FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    continue;
                }
                try {
                    reader.setInput(in, true, true);
                    long width = reader.getWidth(0);
                    long height = reader.getHeight(0);
                    if (width * height <= MOST_PIXELS) {
                        return picture(reader.read(0));
                    }
                    problem = "has " + width + " x " + height + " pixels; at most " + MOST_PIXELS + " are allowed";
                    break;
                } finally {
                    reader.dispose();
                }
            }
        } catch (IOException | RuntimeException e) {
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            throw new IllegalArgumentException("'" + name + "' cannot be read as an image: " + reason, e);
        }
        throw new IllegalArgumentException("'" + name + "' " + problem);
    }

    private static Picture picture(BufferedImage image) {
        boolean isGrey = image.getRaster().getNumBands() <= 2 && !(image.getColorModel() instanceof IndexColorModel);
        return isGrey ? grey(image) : coloured(image);
    }

    /** Converts a grey image to its stored samples, over white. Java's own conversion would change the grey levels. */
    private static Picture grey(BufferedImage image) {
        Raster raster = image.getRaster();
        float largest = (1 << image.getColorModel().getComponentSize(0)) - 1;
        boolean isOpaque = raster.getNumBands() == 1;
        float[] values = new float[image.getWidth() * image.getHeight()];
        for (int i = 0; i < values.length; i++) {
            int x = i % image.getWidth();
            int y = i / image.getWidth();
            float opacity = isOpaque ? 1 : raster.getSample(x, y, 1) / largest;
            values[i] = opacity * (raster.getSample(x, y, 0) / largest) + (1 - opacity);
        }
        return new Picture(image.getWidth(), image.getHeight(), 1, values);
    }

    /** Converts to red, green and blue over white, or to one channel if all pixels are grey. */
    private static Picture coloured(BufferedImage image) {
        int pixels = image.getWidth() * image.getHeight();
        float[] values = new float[3 * pixels];
        boolean anyColour = false;
        for (int i = 0; i < pixels; i++) {
            int argb = image.getRGB(i % image.getWidth(), i / image.getWidth());
            float opacity = (argb >>> 24) / 255f;
            for (int channel = 0; channel < 3; channel++) {
                float value = (argb >> (16 - 8 * channel) & 0xff) / 255f;
                values[3 * i + channel] = opacity * value + (1 - opacity);
            }
            anyColour |= values[3 * i] != values[3 * i + 1] || values[3 * i] != values[3 * i + 2];
        }
        if (anyColour) {
            return new Picture(image.getWidth(), image.getHeight(), 3, values);
        }
        float[] grey = new float[pixels];
        for (int i = 0; i < pixels; i++) {
            grey[i] = values[3 * i];
        }
        return new Picture(image.getWidth(), image.getHeight(), 1, grey);
    }
}
