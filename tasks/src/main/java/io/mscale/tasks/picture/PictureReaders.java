package io.mscale.tasks.picture;

import com.twelvemonkeys.imageio.plugins.webp.WebPImageReaderSpi;
import java.io.IOException;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Locale;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.spi.IIORegistry;
import javax.imageio.spi.ImageReaderSpi;

/**
 * The readers of the formats, one for each: those of the JDK, which every JDK has, and one for WebP. What else is on the
 * class path is not asked, so that a file has the same pixels everywhere.
 */
final class PictureReaders {

    private PictureReaders() {}

    static ImageReader of(PictureFormat format) throws IOException {
        return provider(format).createReaderInstance();
    }

    private static ImageReaderSpi provider(PictureFormat format) {
        if (format == PictureFormat.WEBP) {
            return new WebPImageReaderSpi();
        }
        String name = format.name().toLowerCase(Locale.ROOT);
        Iterator<ImageReaderSpi> all =
                IIORegistry.getDefaultInstance().getServiceProviders(ImageReaderSpi.class, false);
        while (all.hasNext()) {
            ImageReaderSpi provider = all.next();
            boolean isOfJdk = provider.getClass().getModule().equals(ImageIO.class.getModule());
            if (isOfJdk && Arrays.asList(provider.getFormatNames()).contains(name)) {
                return provider;
            }
        }
        throw new IllegalStateException("this Java has no reader for " + format);
    }
}
