package io.mscale.tasks.picture;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javax.imageio.stream.ImageInputStream;

/**
 * What picture files say before their pixels and Java's readers do not hand on.
 *
 * @param orientation how the picture is to be turned
 * @param jpegColours what a JPEG's components mean
 */
record FileHeader(Orientation orientation, JpegColours jpegColours) {

    private static final int ORIENTATION = 0x112;
    private static final int SHORT = 3;
    private static final int PHOTOMETRIC = 0x106;
    private static final int CIE_LAB = 8;
    private static final int ITU_LAB = 10;

    /** How many chunks are looked through for the one with EXIF: a damaged file must not be walked for ever. */
    private static final int MOST_CHUNKS = 100_000;

    private static final int APP0 = 0xe0;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int START_OF_SCAN = 0xda;
    private static final int END_OF_IMAGE = 0xd9;

    private static final FileHeader NOTHING = new FileHeader(Orientation.UPRIGHT, JpegColours.YCC);

    /** Reads a header. What is damaged here says nothing: whether the pixels can be read, their reader tells. */
    static FileHeader read(ImageInputStream in, PictureFormat format) throws IOException {
        try {
            return switch (format) {
                case JPEG -> jpeg(in);
                case PNG -> NOTHING.turned(png(in));
                case TIFF -> NOTHING.turned(tiff(in, 0));
                case WEBP -> NOTHING.turned(webp(in));
                case GIF, BMP -> NOTHING;
            };
        } catch (EOFException e) {
            return NOTHING;
        } finally {
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
            in.seek(0);
        }
    }

    private FileHeader turned(Orientation turned) {
        return new FileHeader(turned, jpegColours);
    }

    private static FileHeader jpeg(ImageInputStream in) throws IOException {
        Orientation orientation = Orientation.UPRIGHT;
        boolean isJfif = false;
        int adobe = JpegColours.NO_ADOBE;
        int[] ids = {};
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(2);
        for (int segment = 0; segment < MOST_CHUNKS; segment++) {
            int marker = marker(in);
            if (marker == START_OF_SCAN || marker == END_OF_IMAGE) {
                break;
            }
            int length = in.readUnsignedShort();
            long start = in.getStreamPosition();
            if (marker == APP0 && length >= 7) {
                isJfif |= text(in, 5).equals("JFIF\0");
            } else if (marker == APP1 && length >= 8 && text(in, 6).equals("Exif\0\0")) {
                orientation = exif(in);
            } else if (marker == APP14 && length >= 14 && text(in, 5).equals("Adobe")) {
                in.skipBytes(6);
                adobe = in.readUnsignedByte();
            } else if (isFrame(marker)) {
                in.skipBytes(5);
                ids = new int[in.readUnsignedByte()];
                for (int i = 0; i < ids.length; i++) {
                    ids[i] = in.readUnsignedByte();
                    in.skipBytes(2);
                }
            }
            in.setByteOrder(ByteOrder.BIG_ENDIAN);
            in.seek(start + length - 2);
        }
        return new FileHeader(orientation, JpegColours.of(isJfif, adobe, ids));
    }

    /** Damage that leads out of the file says nothing of the segments behind, which tell the colours. */
    private static Orientation exif(ImageInputStream in) throws IOException {
        try {
            return tiff(in, in.getStreamPosition());
        } catch (EOFException e) {
            return Orientation.UPRIGHT;
        }
    }

    private static int marker(ImageInputStream in) throws IOException {
        int next = in.readUnsignedByte();
        while (next != 0xff) {
            next = in.readUnsignedByte();
        }
        while (next == 0xff) {
            next = in.readUnsignedByte();
        }
        return next;
    }

    /** Whether a marker starts a frame: SOF0 to SOF15, among which are DHT, JPG and DAC. */
    private static boolean isFrame(int marker) {
        return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
    }

    private static Orientation png(ImageInputStream in) throws IOException {
        in.setByteOrder(ByteOrder.BIG_ENDIAN);
        in.seek(8);
        for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            long length = in.readUnsignedInt();
            String type = text(in, 4);
            if (type.equals("eXIf")) {
                return tiff(in, in.getStreamPosition());
            }
            if (type.equals("IEND")) {
                break;
            }
            in.seek(in.getStreamPosition() + length + 4);
        }
        return Orientation.UPRIGHT;
    }

    private static Orientation webp(ImageInputStream in) throws IOException {
        in.seek(12);
        for (int chunk = 0; chunk < MOST_CHUNKS; chunk++) {
            in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
            String type = text(in, 4);
            long length = in.readUnsignedInt();
            long start = in.getStreamPosition();
            if (type.equals("EXIF")) {
                boolean isPrefixed = length > 6 && text(in, 6).equals("Exif\0\0");
                return tiff(in, isPrefixed ? start + 6 : start);
            }
            in.seek(start + length + length % 2);
        }
        return Orientation.UPRIGHT;
    }

    /** The orientation in the first directory of a TIFF structure, which is what EXIF is, too. */
    private static Orientation tiff(ImageInputStream in, long start) throws IOException {
        in.seek(start);
        String order = text(in, 2);
        if (!order.equals("II") && !order.equals("MM")) {
            return Orientation.UPRIGHT;
        }
        in.setByteOrder(order.equals("II") ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN);
        in.skipBytes(2);
        in.seek(start + in.readUnsignedInt());
        Orientation orientation = Orientation.UPRIGHT;
        int entries = in.readUnsignedShort();
        for (int i = 0; i < entries; i++) {
            int tag = in.readUnsignedShort();
            int type = in.readUnsignedShort();
            in.skipBytes(4);
            long value = in.getStreamPosition();
            int number = type == SHORT ? in.readUnsignedShort() : (int) in.readUnsignedInt();
            if (tag == ORIENTATION) {
                orientation = Orientation.of(number);
            } else if (tag == PHOTOMETRIC && number >= CIE_LAB && number <= ITU_LAB) {
                throw new UnfitPictureException("has CIE L*a*b* colours, which are not read; convert it to PNG");
            }
            in.seek(value + 4);
        }
        return orientation;
    }

    private static String text(ImageInputStream in, int length) throws IOException {
        byte[] bytes = new byte[length];
        in.readFully(bytes);
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
