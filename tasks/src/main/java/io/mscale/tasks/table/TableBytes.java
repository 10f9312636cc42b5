package io.mscale.tasks.table;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** The bytes of a table's file, unpacked, and what kind of file they show that it is, whatever its name says. */
final class TableBytes {

    /** Far more rows than a network of this kind is trained on; bounds the memory needed to parse them. */
    static final int MOST_BYTES = 256 << 20;

    private static final String SAVE_CSV = "; save it as CSV (in a spreadsheet: File, Save As), which is read";

    /** How files of other kinds begin, in Latin-1, and what they are. */
    private static final List<List<String>> OTHERS = List.of(
            List.of("PAR1", "is a Parquet file; write CSV, as in pandas: read_parquet(FILE).to_csv(...)"),
            List.of("ARROW1", "is an Arrow file; write CSV, as in pandas: read_feather(FILE).to_csv(...)"),
            List.of("\u0089HDF\r\n", "is an HDF5 file; write its columns as CSV or .npz, as by numpy.savez"),
            List.of("MATLAB ", "is a MATLAB file; write CSV, as by writematrix in MATLAB"),
            List.of("CDF", "is a NetCDF file; write its columns as CSV or .npz, as by numpy.savez"),
            List.of("\u00D0\u00CF\u0011\u00E0", "is an old Excel file (.xls)" + SAVE_CSV),
            List.of("SQLite format 3", "is an SQLite database; export the table as CSV"),
            List.of("\u0089PNG", "is a picture; --image FILE takes it"),
            List.of("\u00FF\u00D8\u00FF", "is a picture; --image FILE takes it"),
            List.of("%PDF-", "is a PDF file; a table has to be text"),
            List.of("BZh", "is packed by bzip2; unpack it, or pack it by gzip"),
            List.of("\u00FD7zXZ", "is packed by xz; unpack it, or pack it by gzip"),
            List.of("(\u00B5/\u00FD", "is packed by zstd; unpack it, or pack it by gzip"),
            List.of("7z\u00BC\u00AF", "is a 7z archive; unpack it"),
            List.of("<?xml", "is an XML file" + SAVE_CSV),
            List.of("<!DOCTYPE html", "is a web page" + SAVE_CSV),
            List.of("<html", "is a web page" + SAVE_CSV),
            List.of("{\"", "is a JSON file; write CSV, as in pandas: read_json(FILE).to_csv(...)"),
            List.of("[{", "is a JSON file; write CSV, as in pandas: read_json(FILE).to_csv(...)"));

    private TableBytes() {}

    /**
     * Reads a file, and unpacks it where gzip has packed it.
     *
     * @param name the file name as the user gave it
     * @throws IllegalArgumentException if it cannot be read, is too large or no table; the message says why
     */
    static byte[] read(Path file, String name) {
        if (!Files.isRegularFile(file)) {
            throw new IllegalArgumentException(
                    Files.exists(file) ? "'" + name + "' is not a regular file" : "there is no file '" + name + "'");
        }
        try {
            long size = Files.size(file);
            if (size > MOST_BYTES) {
                throw new IllegalArgumentException(
                        "'" + name + "' has " + size + " bytes; at most " + MOST_BYTES + " are allowed");
            }
            byte[] bytes = Files.readAllBytes(file);
            if (startsWith(bytes, "\u001F\u008B")) {
                bytes = unpacked(bytes, name);
            }
            refuseOthers(bytes, name);
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be read: " + e.getMessage(), e);
        }
    }

    private static byte[] unpacked(byte[] packed, String name) {
        try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
            byte[] bytes = in.readNBytes(MOST_BYTES);
            if (bytes.length == MOST_BYTES) {
                throw new IllegalArgumentException(
                        "'" + name + "' has more than " + MOST_BYTES + " bytes unpacked, which are not allowed");
            }
            return bytes;
        } catch (IOException e) {
            throw new IllegalArgumentException("'" + name + "' cannot be unpacked: " + e.getMessage(), e);
        }
    }

    private static void refuseOthers(byte[] bytes, String name) throws IOException {
        for (List<String> other : OTHERS) {
            if (startsWith(bytes, other.get(0))) {
                throw new IllegalArgumentException("'" + name + "' " + other.get(1));
            }
        }
        if (isZip(bytes)) {
            String first = "";
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                ZipEntry entry = zip.getNextEntry();
                first = entry == null ? "" : entry.getName();
            }
            if (!first.endsWith(".npy")) {
                throw new IllegalArgumentException("'" + name + "' "
                        + (first.equals("[Content_Types].xml") || first.startsWith("xl/") || first.startsWith("_rels/")
                                ? "is an Excel file (.xlsx)" + SAVE_CSV
                                : first.equals("mimetype")
                                        ? "is an OpenDocument file (.ods)" + SAVE_CSV
                                        : "is a zip archive; unpack it"));
            }
        }
    }

    static boolean isNpy(byte[] bytes) {
        return startsWith(bytes, "\u0093NUMPY");
    }

    /** Whether they are a zip archive, which {@link #read} takes only with arrays of NumPy in it. */
    static boolean isZip(byte[] bytes) {
        return startsWith(bytes, "PK\u0003\u0004");
    }

    static boolean startsWith(byte[] bytes, String latin1) {
        byte[] magic = latin1.getBytes(StandardCharsets.ISO_8859_1);
        for (int i = 0; i < magic.length; i++) {
            if (i >= bytes.length || bytes[i] != magic[i]) {
                return false;
            }
        }
        return true;
    }
}
