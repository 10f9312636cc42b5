package io.mscale.backend.djl;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module archive made from source text, equivalent to what {@code torch.jit.save} writes for a module
 * without parameters: a zip with the source, an empty table of constants and the module object. libtorch compiles the
 * source on loading, so no Python is needed.
 */
final class ScriptArchive {

    /** Pickle, protocol 2: the empty tuple. */
    private static final String NO_CONSTANTS = "\u0080\2).";

    /**
     * Pickle, protocol 2: push the class Step; create an instance without arguments; an empty dictionary; mark; a
     * string of 8 bytes; False; set item; set the object's state; stop.
     */
    private static final String INSTANCE = "\u0080\2c__torch__\nStep\n)\u0081}(X\b\0\0\0training\u0089ub.";

    private ScriptArchive() {}

    /** Returns the archive of the class {@code Step}, which this package's resources define together. */
    static byte[] ofStep() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", INSTANCE);
            store(
                    zip,
                    "code/__torch__.py",
                    read("step.torchscript")
                            + read("activations.torchscript")
                            + read("energy.torchscript")
                            + read("residual.torchscript")
                            + read("slopes.torchscript"));
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "version", "3\n");
        }
        return bytes.toByteArray();
    }

    private static String read(String resource) throws IOException {
        try (InputStream in = ScriptArchive.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the backend's jar lacks " + resource);
            }
            return new String(in.readAllBytes(), ISO_8859_1);
        }
    }

    private static void store(ZipOutputStream zip, String name, String content) throws IOException {
        byte[] bytes = content.getBytes(ISO_8859_1);
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry("step/" + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(bytes);
        zip.closeEntry();
    }
}
