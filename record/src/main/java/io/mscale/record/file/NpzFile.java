package io.mscale.record.file;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;

/** NumPy's NPZ format: a zip archive with one entry {@code NAME.npy} per array. */
public final class NpzFile {

    private static final String EXTENSION = ".npy";

    /** Far above anything written here. A limit is needed because a small archive can claim to be huge. */
    private static final int MOST_BYTES = 1 << 28;

    private NpzFile() {}

    /** Writes arrays atomically; equal arrays always give the same bytes. */
    public static void write(Path file, Map<String, NpyArray> arrays) throws IOException {
        AtomicFile.write(file, bytes(arrays));
    }

    /** The archive of some arrays. */
    public static byte[] bytes(Map<String, NpyArray> arrays) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, NpyArray> array : arrays.entrySet()) {
                ZipEntry entry = new ZipEntry(array.getKey() + EXTENSION);
                entry.setTime(0);
                zip.putNextEntry(entry);
                zip.write(array.getValue().bytes());
                zip.closeEntry();
            }
        }
        return bytes.toByteArray();
    }

    /**
     * Reads arrays.
     *
     * @return empty if there is no such file
     * @throws IOException if it is damaged; the message names it
     */
    public static Optional<Map<String, NpyArray>> read(Path file) throws IOException {
        byte[] content;
        try {
            content = Files.readAllBytes(file);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
        try {
            return Optional.of(parse(content, MOST_BYTES));
        } catch (IOException e) {
            throw new IOException(file + " is damaged: " + e.getMessage(), e);
        }
    }

    /**
     * Parses arrays, in the order of the archive.
     *
     * @param mostBytes all arrays together must be smaller
     * @throws IOException if it is no such archive; the message says why
     */
    public static Map<String, NpyArray> parse(byte[] npz, int mostBytes) throws IOException {
        Map<String, NpyArray> arrays = new LinkedHashMap<>();
        int left = mostBytes;
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(npz))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                byte[] npy = zip.readNBytes(left);
                left -= npy.length;
                if (left == 0) {
                    throw new IllegalArgumentException("an array in it is too large");
                }
                arrays.put(entry.getName().replace(EXTENSION, ""), NpyArray.parse(npy));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            throw new IOException(e.getMessage(), e);
        }
        return arrays;
    }
}
