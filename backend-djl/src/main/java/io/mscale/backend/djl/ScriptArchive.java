package io.mscale.backend.djl;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A TorchScript module archive made from source text, equivalent to what {@code torch.jit.save} writes for a module
 * without parameters: a zip with the source, an empty table of constants and the module object. libtorch compiles the
 * source on loading, so no Python is needed.
 */
final class ScriptArchive {

    private static final String ROOT = "step/";

    /** Pickle, protocol 2: the empty tuple. */
    private static final byte[] NO_CONSTANTS = {(byte) 0x80, 2, ')', '.'};

    private ScriptArchive() {}

    /** Returns the archive of the class {@code Step}, which this package's resources define together. */
    static byte[] ofStep() {
        try {
            ByteArrayOutputStream source = new ByteArrayOutputStream();
            for (String resource : List.of("step.torchscript", "activations.torchscript")) {
                source.write(read(resource));
            }
            return of("Step", source.toByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] read(String resource) throws IOException {
        try (InputStream in = ScriptArchive.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("the backend's jar lacks " + resource);
            }
            return in.readAllBytes();
        }
    }

    private static byte[] of(String className, byte[] source) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            store(zip, "data.pkl", instance(className));
            store(zip, "code/__torch__.py", source);
            store(zip, "constants.pkl", NO_CONSTANTS);
            store(zip, "version", "3\n".getBytes(US_ASCII));
        }
        return bytes.toByteArray();
    }

    /** Pickle, protocol 2: an instance of the class, whose only attribute {@code training} is False. */
    private static byte[] instance(String className) throws IOException {
        byte[] attribute = "training".getBytes(UTF_8);
        ByteArrayOutputStream pickle = new ByteArrayOutputStream();
        pickle.write(new byte[] {(byte) 0x80, 2});
        pickle.write(("c__torch__\n" + className + "\n").getBytes(UTF_8)); // push the class
        pickle.write(new byte[] {')', (byte) 0x81}); // create an instance without arguments
        pickle.write(new byte[] {'}', '('}); // an empty dictionary; mark
        pickle.write(new byte[] {'X', (byte) attribute.length, 0, 0, 0});
        pickle.write(attribute);
        pickle.write(new byte[] {(byte) 0x89, 'u', 'b', '.'}); // False; set item; set the object's state; stop
        return pickle.toByteArray();
    }

    private static void store(ZipOutputStream zip, String name, byte[] content) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(content);
        ZipEntry entry = new ZipEntry(ROOT + name);
        entry.setMethod(ZipEntry.STORED);
        entry.setSize(content.length);
        entry.setCrc(crc.getValue());
        zip.putNextEntry(entry);
        zip.write(content);
        zip.closeEntry();
    }
}
