package io.mscale.worker.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.mscale.record.cell.CellHistory;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.cell.CellSpec;
import io.mscale.record.cell.CellStatus;
import io.mscale.record.cell.Timing;
import io.mscale.record.cell.WorkerEvent;
import io.mscale.worker.disturbance.DisturbanceWatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTakingTest {

    private static final CellSpec.Turns HALF_A_SECOND = new CellSpec.Turns(0.5, "here");

    @TempDir
    private Path folder = Path.of("");

    private int granted;

    private interface Script {
        void run(TurnTaking turns);
    }

    /** Follows a script, with blocks whose durations are given, and returns the record. */
    private CellRecord record(CellSpec spec, Script script) throws IOException {
        CellHistory history = new CellHistory(spec);
        try (EventLog log = new EventLog(folder.resolve("events.jsonl"), history)) {
            DisturbanceWatch watch = new DisturbanceWatch(spec, log::write);
            log.write(WorkerEvent.Ready::new);
            script.run(new TurnTaking(spec, () -> granted++, log, watch));
        }
        return history.toRecord(CellStatus.OK, null);
    }

    private static List<Timing.Turn> turns(CellRecord record) {
        return Objects.requireNonNull(record.timing()).turns();
    }

    private static CellSpec spec(CellSpec.Turns turns) {
        return Cells.of("linear", 1000).withTurns(turns);
    }

    @Test
    void before_noTurns_neverWaitsNorLimitsABlock() throws IOException {
        CellRecord record = record(Cells.of("linear", 1000), turns -> {
            assertThat(turns.before(70, 0, 0)).isEqualTo(70);
            assertThat(turns.isFirst()).isFalse();
            turns.after(70, 100);
            assertThat(turns.before(70, 70, 100)).isEqualTo(70);
            turns.finish();
        });
        assertThat(granted).isZero();
        assertThat(turns(record)).isEmpty();
    }

    @Test
    void before_nobodyToTakeTurnsWith_neverWaits() throws IOException {
        record(spec(new CellSpec.Turns(0.5, null)), turns -> assertThat(turns.before(70, 0, 0))
                .isEqualTo(70));
        assertThat(granted).isZero();
    }

    @Test
    void turns_eachHasItsMedianWithoutTheFirstStep() throws IOException {
        CellRecord record = record(spec(HALF_A_SECOND), turns -> {
            assertThat(turns.before(10, 0, 0))
                    .as("the first step after a wait is taken alone")
                    .isOne();
            assertThat(turns.isFirst()).isTrue();
            turns.after(1, 0.3);
            assertThat(turns.before(10, 1, 0.3)).as("what is left of the turn").isOne();
            assertThat(turns.isFirst()).isFalse();
            turns.after(1, 0.1);
            assertThat(turns.before(10, 2, 0.4)).isOne();
            turns.after(4, 0.8);
            assertThat(granted).isOne();

            assertThat(turns.before(10, 6, 1.2)).isOne();
            assertThat(granted).isEqualTo(2);
            turns.after(1, 9);
            assertThat(turns.before(10, 7, 10.2))
                    .as("a turn has at least one sample")
                    .isOne();
            assertThat(granted).isEqualTo(2);
            turns.after(1, 0.05);
            turns.finish();
        });

        assertThat(turns(record)).extracting(Timing.Turn::number).containsExactly(1, 2);
        assertThat(turns(record)).extracting(Timing.Turn::steps).containsExactly(5, 1);
        assertThat(turns(record)).extracting(Timing.Turn::step).containsExactly(0.15000000000000002, 0.05);
        assertThat(turns(record).get(0).fast()).isCloseTo(0.11, within(1e-12));
        assertThat(turns(record).get(1).fast()).isEqualTo(0.05);
        assertThat(Files.readString(folder.resolve("events.jsonl")).split("\"waiting\"", -1))
                .hasSize(3);
    }

    /** 0.01 to 0.21 s, the slowest first: a tenth of twenty steps between them takes up to 0.03 s. */
    @Test
    void turns_eachHasWhatItsFastestTenthTook() throws IOException {
        CellRecord record = record(spec(new CellSpec.Turns(2.0, "x")), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 9);
            for (int i = 21; i > 0; i--) {
                turns.after(1, i / 100.0);
            }
            turns.finish();
        });
        assertThat(turns(record)).singleElement().satisfies(turn -> {
            assertThat(turn.step()).isCloseTo(0.11, within(1e-12));
            assertThat(turn.fast()).isCloseTo(0.03, within(1e-12));
        });
    }

    /** As after other data were bound. */
    @Test
    void leaveOut_theNextStepIsNoSample() throws IOException {
        CellRecord record = record(spec(new CellSpec.Turns(2.0, "x")), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 9);
            turns.after(1, 0.5);
            turns.leaveOut();
            turns.after(1, 7);
            turns.after(1, 0.5);
            turns.finish();
        });
        assertThat(turns(record)).singleElement().satisfies(turn -> {
            assertThat(turn.steps()).isEqualTo(2);
            assertThat(turn.step()).isCloseTo(0.5, within(1e-12));
        });
    }

    @Test
    void before_blocksAreShortenedToWhatIsLeftOfTheTurn() throws IOException {
        record(spec(HALF_A_SECOND), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.01);
            assertThat(turns.before(1000, 1, 0.01)).isEqualTo(49);
        });
    }

    @Test
    void before_shortTraining_hasShorterTurnsSoThatThereAreTen() throws IOException {
        record(Cells.of("linear", 100).withTurns(HALF_A_SECOND), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.01);
            assertThat(turns.before(1000, 1, 0.01)).as("of a second").isEqualTo(9);
        });
    }

    @Test
    void before_fewSteps_areAtLeastFiveInATurn() throws IOException {
        record(Cells.of("linear", 12).withTurns(HALF_A_SECOND), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.0625);
            assertThat(turns.before(1000, 1, 0.0625)).isEqualTo(4);
        });
    }

    @Test
    void finish_turnThatWasCutShort_isNotRecorded() throws IOException {
        CellRecord record = record(spec(HALF_A_SECOND), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.1);
            turns.before(1, 1, 0.1);
            turns.after(1, 0.5);
            turns.before(1, 2, 0.6);
            turns.after(1, 0.1);
            turns.before(1, 3, 0.7);
            turns.after(1, 0.1);
            turns.finish();
        });
        assertThat(turns(record)).extracting(Timing.Turn::number).containsExactly(1);
    }

    @Test
    void finish_trainingThatIsOverWithinItsFirstTurn_hasThatTurn() throws IOException {
        CellRecord record = record(spec(HALF_A_SECOND), turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.1);
            turns.before(1, 1, 0.1);
            turns.after(1, 0.2);
            turns.finish();
        });
        assertThat(turns(record)).extracting(Timing.Turn::step).containsExactly(0.2);
    }

    @Test
    void before_longTraining_hasLongerTurnsSoThatTheRecordStaysSmall() throws IOException {
        CellSpec spec = Cells.of("linear", 1_000_000).withTurns(HALF_A_SECOND);
        record(spec, turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.01);
            assertThat(turns.before(1000, 1, 0.01)).as("of 2000 turns").isEqualTo(499);
        });
    }

    /** Many are told to take more steps than they ever will, and to stop after a while. */
    @Test
    void before_timeLimit_isHowLongTheTrainingIs() throws IOException {
        CellSpec spec = Cells.limited(1_000_000_000, false, 60.0).withTurns(HALF_A_SECOND);
        record(spec, turns -> {
            turns.before(1, 0, 0);
            turns.after(1, 0.01);
            assertThat(turns.before(1000, 1, 0.01)).isEqualTo(49);
        });
    }
}
