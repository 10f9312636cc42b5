package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import io.mscale.record.cell.WorkerEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EventTailTest {

    private static final String STARTED = "{\"event\":\"started\",\"wallSeconds\":0.5}\n";
    private static final String STEPS =
            "{\"event\":\"steps\",\"wallSeconds\":1.0,\"step\":7,\"steps\":2,\"seconds\":0.25,\"loss\":null}\n";

    @SuppressWarnings("NullAway.Init")
    private Path file;

    @SuppressWarnings("NullAway.Init")
    private EventTail tail;

    @BeforeEach
    void openTail(@TempDir Path folder) {
        file = folder.resolve("events.jsonl");
        tail = new EventTail(file);
    }

    @Test
    void poll_beforeThereIsALog_isEmpty() throws IOException {
        assertThat(tail.poll()).isEmpty();
    }

    @Test
    void poll_returnsEveryEventOnce() throws IOException {
        append(STARTED + STEPS);

        assertThat(tail.poll()).extracting(EventTailTest::name).containsExactly("started", "steps");
        assertThat(tail.poll()).isEmpty();
    }

    @Test
    void poll_readsWhatAnEventSays() throws IOException {
        append(STEPS);

        WorkerEvent.Steps steps = (WorkerEvent.Steps) tail.poll().get(0);

        assertThat(steps.step()).isEqualTo(7);
        assertThat(steps.steps()).isEqualTo(2);
        assertThat(steps.seconds()).isEqualTo(0.25);
        assertThat(steps.loss()).isNull();
    }

    @Test
    void poll_lineWithoutItsEnd_waitsForTheRest() throws IOException {
        append(STARTED + STEPS.substring(0, 20));
        assertThat(tail.poll()).extracting(EventTailTest::name).containsExactly("started");

        append(STEPS.substring(20, 40));
        assertThat(tail.poll()).isEmpty();

        append(STEPS.substring(40));
        assertThat(tail.poll())
                .extracting(event -> ((WorkerEvent.Steps) event).step())
                .containsExactly(7);
    }

    @Test
    void poll_characterCutInTheMiddle_isPutTogether() throws IOException {
        String line = "{\"event\":\"finished\",\"wallSeconds\":1.0,\"status\":\"ok\",\"reason\":\"Größe\"}\n";
        byte[] bytes = line.getBytes(StandardCharsets.UTF_8);
        int middleOfCharacter = line.indexOf('ö') + 1;
        append(bytes, 0, middleOfCharacter);
        assertThat(tail.poll()).isEmpty();

        append(bytes, middleOfCharacter, bytes.length);

        assertThat(tail.poll())
                .extracting(event -> ((WorkerEvent.Finished) event).reason())
                .containsExactly("Größe");
    }

    @Test
    void poll_tornAndForeignLines_areSkipped() throws IOException {
        append("\n\u0000\u0000\n{\"event\":\"ste\nnot JSON\n[1]\n{}\nnull\n{\"event\":3}\n" + STEPS);

        assertThat(tail.poll())
                .extracting(EventTailTest::name)
                .endsWith("steps")
                .doesNotContainNull();
    }

    private static String name(WorkerEvent event) {
        return event.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private void append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void append(byte[] bytes, int from, int to) throws IOException {
        byte[] part = Arrays.copyOfRange(bytes, from, to);
        Files.write(file, part, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }
}
