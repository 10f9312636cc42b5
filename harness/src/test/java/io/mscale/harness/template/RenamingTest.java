package io.mscale.harness.template;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RenamingTest {

    @ParameterizedTest
    @CsvSource({
        "package org.example.plain;, package org.example.mylibrary;",
        "src/main/java/org/example/plain/PlainModel.java, src/main/java/org/example/mylibrary/MyLibraryModel.java",
        "return \"plain\";, return \"my-library\";",
        "<artifactId>backend-plain</artifactId>, <artifactId>backend-my-library</artifactId>",
        "backends/plain, backends/my-library",
        "new PlainModel(spec), new MyLibraryModel(spec)",
        "{@link Plain}, {@link MyLibrary}",
        "explained Explain plainly Plainly unplain, explained Explain plainly Plainly unplain"
    })
    void apply_aNameOfOneWord_takesTheFormOfItsPlace(String text, String renamed) {
        assertThat(new Renaming(new PluginName("plain"), new PluginName("my-library")).apply(text))
                .isEqualTo(renamed);
    }

    @ParameterizedTest
    @CsvSource({
        "name = \"worker-c\", name = \"mine\"",
        "worker_c::main, mine::main",
        "WorkerC, Mine",
        "org.example.workerc, org.example.mine",
        "worker.c worker-cpp, worker.c worker-cpp"
    })
    void apply_aNameOfTwoWords_findsEachForm(String text, String renamed) {
        assertThat(new Renaming(new PluginName("worker-c"), new PluginName("mine")).apply(text))
                .isEqualTo(renamed);
    }

    @Test
    void requireDistinct_aClassOfTheApi_isRefusedByItsName() {
        Renaming renaming = new Renaming(new PluginName("plain"), new PluginName("mscale"));

        assertThatThrownBy(() -> renaming.requireDistinct(List.of("class PlainBackend implements", "MscaleBackend {}")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'mscale'")
                .hasMessageContaining("MscaleBackend");
        renaming.requireDistinct(List.of("class PlainModel implements", "MscaleBackend {}"));
    }
}
