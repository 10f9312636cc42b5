package io.mscale.record.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.mscale.record.sample.Samples;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UnreadableRecordTest {

    @TempDir
    private Path folder = Path.of("");

    /** Reads the bytes as run.json; the answer must name the file, and the file must stay as it is. */
    private String refusal(byte[] content) throws IOException {
        Path file = Files.write(folder.resolve("run.json"), content);
        UnreadableRecordException[] caught = new UnreadableRecordException[1];
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordJson.readRun(file))
                .satisfies(e -> caught[0] = e)
                .withMessageStartingWith(file + " ")
                .withMessageEndingWith("; the file is left as it is");
        assertThat(file).hasBinaryContent(content);
        return String.valueOf(caught[0].getMessage());
    }

    private String refusal(String content) throws IOException {
        return refusal(content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    @Test
    void readRun_cutAnywhere_isDamaged() throws IOException {
        String whole = RecordJson.text(RecordJsonTest.smallRun()).strip();
        for (int length = 0; length < whole.length(); length += 97) {
            assertThat(refusal(whole.substring(0, length))).contains("is damaged or not a run record");
        }
    }

    /** A record that no heap has room for; whoever reads it hears the JVM's own error. */
    public record Huge(String schema) {
        public Huge {
            Objects.checkIndex(0, new long[Integer.MAX_VALUE].length);
        }
    }

    @Test
    void read_moreThanTheHeapHolds_isNotCalledDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("run.json"), "{\"schema\": \"huge/1\"}");

        assertThatExceptionOfType(OutOfMemoryError.class)
                .isThrownBy(() -> RecordJson.read(file, Huge.class, "huge/1", "record"))
                .withMessageEndingWith(" while reading '" + file + "'");
    }

    @Test
    void readRun_binary_cannotBeReadAsText() throws IOException {
        assertThat(refusal(new byte[] {(byte) 0xFF, (byte) 0xFE, 0, 1, 2})).contains("cannot be read as text");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "17", "\"text\"", "hello", "<html/>"})
    void readRun_notAnObject_isDamaged(String content) throws IOException {
        assertThat(refusal(content)).contains("is damaged or not a run record");
    }

    @Test
    void readRun_otherSchema_isNamed() throws IOException {
        assertThat(refusal("{\"schema\":\"mscale-results/2\"}"))
                .contains(
                        "is a run record of another version, 'mscale-results/2'; this program reads 'mscale-results/1'");
        assertThat(refusal("{}")).contains("its schema is none, not 'mscale-results/1'");
        assertThat(refusal("{\"schema\":[1]}")).contains("its schema is '[1]'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runId",
                "tool",
                "version",
                "startedAt",
                "command",
                "environment",
                "os",
                "cpu",
                "jvm",
                "cells",
                "id",
                "backend",
                "device",
                "task",
                "variant",
                "preset",
                "precision",
                "status",
                "network",
                "scales",
                "hiddenWidths",
                "training",
                "loss",
                "measurement",
                "timing\" : \"steps",
                "worker",
                "jvmOptions",
                "curve",
                "frequencies",
                "samples",
                "name"
            })
    void readRun_fieldMissing_isDamaged(String field) throws IOException {
        String whole = RecordJson.text(RecordJsonTest.smallRun());
        String without = whole.replace("\"" + field + "\"", "\"somethingElse\"");
        assertThat(without).isNotEqualTo(whole);
        assertThat(refusal(without)).contains("is damaged or not a run record");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"happy\"", "null", "7"})
    void readRun_unknownStatus_isDamaged(String status) throws IOException {
        String whole = RecordJson.text(RecordJsonTest.smallRun());
        assertThat(refusal(whole.replace("\"status\" : \"ok\"", "\"status\" : " + status)))
                .contains("is damaged or not a run record");
    }

    @Test
    void readRun_nullInAList_isDamaged() throws IOException {
        String whole = RecordJson.text(RecordJsonTest.smallRun());
        assertThat(refusal(whole.replace("\"hiddenWidths\" : [ 3 ]", "\"hiddenWidths\" : [ null ]")))
                .contains("is damaged or not a run record");
    }

    @Test
    void readRun_fieldMissing_isNamed() throws IOException {
        String whole = RecordJson.text(RecordJsonTest.smallRun());
        assertThat(refusal(whole.replace("\"startedAt\"", "\"begunAt\""))).contains("(missing: startedAt)");
    }

    @Test
    void readRun_folder_isUnreadable() throws IOException {
        Path directory = Files.createDirectory(folder.resolve("run.json"));
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordJson.readRun(directory))
                .withMessageStartingWith(directory + " cannot be read as text");
    }

    @Test
    void readCell_runRecord_isForeign() throws IOException {
        Path file = folder.resolve("cell.json");
        RecordJson.write(file, Samples.run());
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordJson.readCell(file))
                .withMessageContaining("is not a cell record: its schema is 'mscale-results/1', not 'mscale-cell/1'");
    }

    @Test
    void readCell_schemaAlone_isDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("cell.json"), "{\"schema\":\"mscale-cell/1\"}");
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordJson.readCell(file))
                .withMessageContaining("is damaged or not a cell record");
    }

    @Test
    void readSpec_schemaAlone_isDamaged() throws IOException {
        Path file = Files.writeString(folder.resolve("spec.json"), "{\"schema\":\"mscale-spec/1\"}");
        assertThatExceptionOfType(UnreadableRecordException.class)
                .isThrownBy(() -> RecordJson.readSpec(file))
                .withMessageContaining("is damaged or not a cell specification");
    }
}
