package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CommitUrlTest {

    @ParameterizedTest
    @CsvSource({
        "0123abc, https://host/r/commit/0123abc",
        "release/1.2, https://host/r/commit/release/1.2",
        "a b\">é, https://host/r/commit/a%20b%22%3E%C3%A9",
        "x?y#z%, https://host/r/commit/x%3Fy%23z%25",
    })
    void of_commit_isEncodedWhereItMust(String commit, String address) {
        assertThat(new CommitUrl("https://host/r/commit/{}").of(commit)).isEqualTo(address);
    }

    @Test
    void of_placeWithinTheAddress_isFilled() {
        assertThat(new CommitUrl("http://host:8080/?id={}&view=all").of("abc"))
                .isEqualTo("http://host:8080/?id=abc&view=all");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "https://host/commit",
                "https://host/{}/{}",
                "javascript:alert({})",
                "ftp://host/{}",
                "//host/{}",
                "https://{}/commit",
                "https:///{}",
                "https://host /{}",
                "commit/{}"
            })
    void of_noAddressOfCommits_isRefused(String pattern) {
        assertThatIllegalArgumentException().isThrownBy(() -> new CommitUrl(pattern));
    }
}
