package io.mscale.harness.fork;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KitJournalTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    @Test
    void read_noFileYet_isBeforeTheFirstRule() throws IOException {
        KitJournal journal = KitJournal.read(folder.resolve("journal.txt"));

        assertThat(journal.place()).isEqualTo("the kit");
        assertThat(journal.time()).isEqualTo("before its first rule");
        assertThat(journal.exitCode()).isEmpty();
    }

    @Test
    void read_cutInARule_namesTheCaseAndCountsTheRest() throws IOException {
        KitJournal journal = read("rules 5\nbegin a\nend a\ndone a\nbegin b [x, 1]\nend b [x, 1]\nbegin b [x, 2]\nen");

        assertThat(journal.place()).isEqualTo("b [x, 2]");
        assertThat(journal.time()).isEqualTo("in the middle of this rule");
        assertThat(journal.done()).isEqualTo(1);
        assertThat(journal.notBegun()).isEqualTo(3);
    }

    @Test
    void read_cutBetweenRules_namesTheLastOne() throws IOException {
        KitJournal journal = read("rules 5\nbegin a\nend a\ndone a\n");

        assertThat(journal.place()).isEqualTo("a");
        assertThat(journal.time()).isEqualTo("right after this rule");
        assertThat(journal.notBegun()).isEqualTo(4);
    }

    @Test
    void read_whole_hasTheExitCode() throws IOException {
        KitJournal journal = read("rules 1\nbegin a\nend a\ndone a\nexit 1\n");

        assertThat(journal.exitCode()).hasValue(1);
        assertThat(journal.time()).isEqualTo("after its last rule");
    }

    private KitJournal read(String text) throws IOException {
        return KitJournal.read(Files.writeString(folder.resolve("journal.txt"), text));
    }
}
