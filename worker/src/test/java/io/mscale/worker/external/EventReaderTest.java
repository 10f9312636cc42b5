package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventReaderTest {

    @TempDir
    private Path folder = Path.of("");

    private Path log() {
        return folder.resolve("events.jsonl");
    }

    private void append(String text) throws IOException {
        Files.writeString(log(), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    @Test
    void poll_missingFile_isEmpty() throws Exception {
        EventReader reader = new EventReader(log());

        assertThat(reader.poll()).isEmpty();
        reader.requireWhole();
    }

    @Test
    void poll_lineInTwoParts_comesWhenItIsWhole() throws Exception {
        EventReader reader = new EventReader(log());
        append("{\"event\": \"started\"}\n{\"event\": \"rea");

        assertThat(reader.poll()).extracting(ExternalEvent::name).containsExactly("started");
        assertThatThrownBy(reader::requireWhole)
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("line 2");
        append("dy\"}\n");
        assertThat(reader.poll()).extracting(ExternalEvent::name).containsExactly("ready");
        reader.requireWhole();
    }

    @Test
    void poll_noJson_isToldWithTheLineAndWithoutControlCharacters() throws Exception {
        EventReader reader = new EventReader(log());
        append("{\"event\": \"started\"}\n\u001b[31mred " + "x".repeat(500) + "\n");

        assertThatThrownBy(reader::poll)
                .isInstanceOf(ProtocolException.class)
                .hasMessageStartingWith("line 2 of events.jsonl is no JSON object: '?[31mred xxx")
                .hasMessageEndingWith("...'");
    }

    @Test
    void poll_jsonThatIsNoObject_isRefused() throws Exception {
        EventReader reader = new EventReader(log());
        append("[1, 2]\n");

        assertThatThrownBy(reader::poll).isInstanceOf(ProtocolException.class).hasMessageContaining("no JSON object");
    }

    @Test
    void poll_endlessLine_isGivenUp() throws Exception {
        EventReader reader = new EventReader(log());
        append("x".repeat(3 << 20));

        assertThatThrownBy(reader::poll).isInstanceOf(ProtocolException.class).hasMessageContaining("longer than");
    }
}
