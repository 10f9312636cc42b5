package io.mscale.harness.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PluginNameTest {

    @Test
    void forms_ofAnIdOfSeveralWords_areThoseOfTheirLanguages() {
        PluginName name = new PluginName("my-2nd-library");

        assertThat(name.pascal()).isEqualTo("My2ndLibrary");
        assertThat(name.snake()).isEqualTo("my_2nd_library");
        assertThat(name.flat()).isEqualTo("my2ndlibrary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "Mine", "3d", "-mine", "mine-", "my--own", "my_own", "my own", "größe", "../mine", "a/b"})
    void of_anotherForm_isRefusedWithTheForm(String id) {
        assertThatThrownBy(() -> new PluginName(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(
                        "'" + id + "' is not a valid plug-in name: lower-case letters, digits and single hyphens");
    }

    @ParameterizedTest
    @ValueSource(strings = {"int", "class", "go-to"})
    void of_aWordOfJavas_isRefused(String id) {
        assertThatThrownBy(() -> new PluginName(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("it is reserved in Java");
    }
}
