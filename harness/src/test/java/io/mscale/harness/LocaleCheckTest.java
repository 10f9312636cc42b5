package io.mscale.harness;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class LocaleCheckTest {

    @Test
    void check_namesThatCouldBeRead_areFine() {
        assertThatCode(() -> LocaleCheck.check(List.of("--out", "\u00fc"), "/home", "ISO-8859-1"))
                .doesNotThrowAnyException();
    }

    @Test
    void check_nameThatTheLocaleCannotExpress_isRefusedWithTheRemedy() {
        assertThatThrownBy(() -> LocaleCheck.check(List.of("--out", "b\uFFFD\uFFFD"), "/home", "ANSI_X3.4-1968"))
                .isInstanceOf(UsageException.class)
                .hasMessageStartingWith("'b??' holds characters that this locale (")
                .hasMessageContaining("ANSI_X3.4-1968")
                .hasMessageContaining("LC_ALL=C.UTF-8");
    }

    @Test
    void check_workingFolderThatTheLocaleCannotExpress_isRefused() {
        assertThatThrownBy(() -> LocaleCheck.check(List.of(), "/home/\uFFFD", "ANSI_X3.4-1968"))
                .hasMessageStartingWith("'/home/?' holds characters");
    }
}
