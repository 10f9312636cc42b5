package io.mscale.report.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PosixShellTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "plain",
                "",
                " ",
                "it's",
                "'",
                "''",
                "a\"b",
                "$HOME",
                "$(id)",
                "`id`",
                "a;b",
                "a&b|c>d<e",
                "*",
                "~",
                "#x",
                "!x",
                "back\\slash",
                "new\nline",
                "{a,b}",
                "深",
                "-x",
                "a=b",
                "linear:3"
            })
    @DisabledOnOs(OS.WINDOWS)
    void quote_anyWord_reachesTheProgramAsItIs(String word) throws IOException {
        Charset arguments = Charset.forName(System.getProperty("sun.jnu.encoding"));
        assumeTrue(arguments.newEncoder().canEncode(word), "this locale's words are " + arguments);
        Process shell = new ProcessBuilder("sh", "-c", "printf '%s|' " + Text.quote(word)).start();
        assertThat(new String(shell.getInputStream().readAllBytes(), arguments)).isEqualTo(word + "|");
    }

    @Test
    void program_plainWords_stayReadable() {
        assertThat(Text.command(List.of("run", "--scales", "linear:3", "--task", "my task")))
                .isEqualTo("java -jar harness.jar run --scales linear:3 --task 'my task'");
    }

    @Test
    void program_lineBreaksAndControls_stayOnOneLine() {
        assertThat(Text.command(List.of("a\nb", "\u001b[31m", "\u202ex")))
                .isEqualTo("java -jar harness.jar 'a b' '?[31m' '?x'");
    }

    @Test
    void program_noArgument_isTheProgramAlone() {
        assertThat(Text.command(List.of())).isEqualTo("java -jar harness.jar");
    }
}
