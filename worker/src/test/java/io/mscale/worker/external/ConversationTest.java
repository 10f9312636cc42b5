package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.jr.ob.JSON;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.WorkerEvent;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConversationTest {

    private static final int TEST_VALUES = 3;

    private final List<WorkerEvent> heard = new ArrayList<>();

    @TempDir
    private Path folder = Path.of("");

    @SuppressWarnings("NullAway.Init")
    private Exchange exchange;

    @SuppressWarnings("NullAway.Init")
    private Conversation conversation;

    /** Says of a prediction that its error is its first number. */
    private static final class FirstNumber implements Judge {

        @Override
        public int paritySteps() {
            return 2;
        }

        @Override
        public int testValues() {
            return TEST_VALUES;
        }

        @Override
        public double testMse(double[] prediction) {
            return prediction[0];
        }

        @Override
        public CellRecord.Parity parity(double[] losses) {
            return new CellRecord.Parity(2, losses[1], true);
        }

        @Override
        public WorkerEvent evaluation(
                double wallSeconds, int step, double seconds, @Nullable Double trainMse, double[] prediction) {
            return new WorkerEvent.Evaluation(wallSeconds, step, seconds, trainMse, prediction[0], List.of());
        }
    }

    @BeforeEach
    void begin() throws IOException {
        exchange = Exchange.create(folder.resolve("exchange"));
        conversation = new Conversation(exchange, new FirstNumber(), heard::add);
    }

    /** An event in JSON with single quotes. */
    private void say(String json) throws IOException, ProtocolException {
        conversation.hear(new ExternalEvent(JSON.std.mapFrom(json.replace('\'', '"')), "line"));
    }

    private void predict(double... row) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(row.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asDoubleBuffer().put(row);
        Files.write(exchange.predictions(), bytes.array(), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private void ready() throws IOException, ProtocolException {
        say("{'event': 'started', 'wallSeconds': 0.1}");
        say("{'event': 'library', 'wallSeconds': 0.2, 'library': {'name': 'x', 'version': '1', 'threads': 2}}");
        say("{'event': 'ready', 'wallSeconds': 0.3}");
    }

    private static String name(WorkerEvent event) {
        String simple = event.getClass().getSimpleName();
        return simple.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + simple.substring(1);
    }

    @Test
    void hear_wholeTraining_passesOnWhatRecordsKeep() throws Exception {
        ready();
        say("{'event': 'warmUp', 'wallSeconds': 1, 'steps': 2, 'seconds': 0.5}");
        say("{'event': 'parity', 'wallSeconds': 1, 'losses': [1, 0.5]}");
        predict(7, 0, 0);
        say("{'event': 'evaluation', 'wallSeconds': 2, 'step': 0, 'trainMse': 3}");
        say("{'event': 'steps', 'wallSeconds': 3, 'step': 1, 'steps': 1, 'seconds': 0.25, 'loss': 3}");
        say("{'event': 'steps', 'wallSeconds': 4, 'step': 4, 'steps': 3, 'seconds': 0.5, 'loss': null}");
        predict(5, 1, 2);
        say("{'event': 'evaluation', 'wallSeconds': 5, 'step': 4, 'trainMse': 2}");
        say("{'event': 'finished', 'wallSeconds': 6, 'status': 'ok', 'reason': null, 'peakRssBytes': 1234,"
                + " 'peakDeviceBytes': 5678}");

        assertThat(heard)
                .extracting(ConversationTest::name)
                .containsExactly(
                        "started",
                        "library",
                        "ready",
                        "warmUp",
                        "parity",
                        "evaluation",
                        "steps",
                        "steps",
                        "evaluation");
        assertThat(((WorkerEvent.Parity) heard.get(4)).parity()).isEqualTo(new CellRecord.Parity(2, 0.5, true));
        assertThat(((WorkerEvent.Evaluation) heard.get(5)).testMse()).isEqualTo(7);
        WorkerEvent.Evaluation last = (WorkerEvent.Evaluation) heard.get(8);
        assertThat(last.seconds()).isEqualTo(0.75);
        assertThat(last.testMse()).isEqualTo(5);
        assertThat(conversation.prediction()).containsExactly(5, 1, 2);
        assertThat(conversation.trainMse()).isEqualTo(2);
        assertThat(conversation.losses()).containsExactly(3, Double.NaN);
        assertThat(conversation.end()).isEqualTo(new Conversation.End(CellStatus.OK, null, 6, 1234L, 5678L));
    }

    @Test
    void prediction_stepsAfterTheLastEvaluation_isNone() throws Exception {
        ready();
        predict(1, 2, 3);
        say("{'event': 'evaluation', 'wallSeconds': 2, 'step': 0, 'trainMse': 3}");
        say("{'event': 'steps', 'wallSeconds': 3, 'step': 1, 'steps': 1, 'seconds': 0.25, 'loss': 3}");

        assertThat(conversation.prediction()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{'event': 'ready'}|'wallSeconds' must be a number that is not negative",
                "{'event': 'ready', 'wallSeconds': -1}|'wallSeconds' must be a number that is not negative",
                "{'wallSeconds': 1}|'event' must be a string",
                "{'event': 'library', 'wallSeconds': 1}|'library' must be an object",
                "{'event': 'library', 'wallSeconds': 1, 'library': {'name': 'x'}}|'version' must be a string",
                "{'event': 'steps', 'wallSeconds': 1, 'step': 2, 'steps': 1, 'seconds': 1, 'loss': 1}|not 2",
                "{'event': 'steps', 'wallSeconds': 1, 'step': 0, 'steps': 0, 'seconds': 1, 'loss': 1}|0 steps",
                "{'event': 'steps', 'wallSeconds': 1, 'step': 1, 'steps': 1, 'seconds': 1}|'loss' must be a number, or null",
                "{'event': 'steps', 'wallSeconds': 1, 'step': 1.5, 'steps': 1, 'seconds': 1, 'loss': 1}|'step' must be a whole",
                "{'event': 'evaluation', 'wallSeconds': 1, 'step': 3, 'trainMse': 1}|the network is at step 0",
                "{'event': 'evaluation', 'wallSeconds': 1, 'step': 0, 'trainMse': 1}|does not hold 1 times 3 numbers",
                "{'event': 'parity', 'wallSeconds': 1, 'losses': [1]}|'losses' must be a list of 2 numbers",
                "{'event': 'parity', 'wallSeconds': 1, 'losses': ['a', 'b']}|'losses' must be a list of 2 numbers",
                "{'event': 'finished', 'wallSeconds': 1, 'status': 'great'}|'status' must be ok, failed or unsupported",
                "{'event': 'finished', 'wallSeconds': 1, 'status': 'failed'}|'reason' must be a string if",
                "{'event': 'ready', 'wallSeconds': 1}|'ready' was told before",
                "{'event': '\\u001b[31mred', 'wallSeconds': 1}|there is no event '?[31mred'",
                "{'event': 'fit', 'wallSeconds': 1}|there is no event 'fit'; there are started"
            })
    void hear_whatIsNoEvent_isRefused(String event, String reason) throws Exception {
        say("{'event': 'ready', 'wallSeconds': 0.3}");

        assertThatThrownBy(() -> say(event))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void hear_somethingAfterTheEnd_isRefused() throws Exception {
        say("{'event': 'finished', 'wallSeconds': 1, 'status': 'failed', 'reason': 'tired'}");

        assertThatThrownBy(() -> say("{'event': 'started', 'wallSeconds': 1}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("nothing may follow");
    }

    @Test
    void hear_secondEvaluationOfAStep_isRefused() throws Exception {
        ready();
        predict(1, 2, 3);
        say("{'event': 'evaluation', 'wallSeconds': 2, 'step': 0, 'trainMse': null}");

        assertThatThrownBy(() -> say("{'event': 'evaluation', 'wallSeconds': 2, 'step': 0, 'trainMse': 1}"))
                .isInstanceOf(ProtocolException.class)
                .hasMessageContaining("step 0 was evaluated before");
        assertThat(conversation.trainMse()).isNaN();
    }
}
