package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private Path log() {
        return folder.resolve("events.jsonl");
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static List<String> events(EventReader reader) throws IOException, ProtocolException {
        List<String> names = new ArrayList<>();
        reader.poll(event -> names.add(event.name()));
        return names;
    }

    @Test
    void poll_missingFile_isEmpty() throws Exception {
        EventReader reader = new EventReader(log());

        assertThat(events(reader)).isEmpty();
        reader.requireWhole();
    }

    @Test
    void poll_lineInTwoParts_comesWhenItIsWhole() throws Exception {
        EventReader reader = new EventReader(log());
        append("{\"event\": \"started\"}\n{\"event\": \"rea");

        assertThat(events(reader)).containsExactly("started");
        assertThatThrownBy(reader::requireWhole)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("line 2");
        append("dy\"}\n");
        assertThat(events(reader)).containsExactly("ready");
        reader.requireWhole();
    }

    @Test
    void poll_noJson_isToldWithTheLineAndWithoutControlCharacters() throws Exception {
        EventReader reader = new EventReader(log());
        append("{\"event\": \"started\"}\n\u001b[31mred " + "x".repeat(500) + "\n");

        assertThatThrownBy(() -> events(reader))
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("line 2 of events.jsonl is no JSON object: '?[31mred xxx")
                .hasMessageEndingWith("...'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "null", "", "{} {}", "{\"event\": \"ready\"} and more"})
    void poll_whatIsNotOneObject_isRefused(String line) throws Exception {
        EventReader reader = new EventReader(log());
        append(line + "\n");

        assertThatThrownBy(() -> events(reader))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("no JSON object");
    }

    @Test
    void poll_endlessLine_isGivenUp() throws Exception {
        EventReader reader = new EventReader(log());
        append("x".repeat(3 << 20));

        assertThatThrownBy(() -> events(reader))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("longer than");
    }
}
