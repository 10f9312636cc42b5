package io.mscale.harness.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What holds for every page for people. */
class DocumentationTest {

    private static final Path ROOT = Path.of("..");

    /** What stands in a draft for a number that is still to be measured. */
    private static final Pattern PLACEHOLDER = Pattern.compile("@@|@\\w+@|\\bMEASURED\\b");

    @Test
    void pages_holdNoPlaceholder() throws IOException {
        List<Path> pages = pages();

        assertThat(pages).hasSizeGreaterThan(20);
        for (Path page : pages) {
            assertThat(Files.readAllLines(page)).as("%s", page).noneMatch(DocumentationTest::isUnfinished);
        }
    }

    @Test
    void isUnfinished_knowsPlaceholders() {
        assertThat(Stream.of("| single | @single@ |", "in @@ steps", "**MEASURED**"))
                .allMatch(DocumentationTest::isUnfinished);
        assertThat(Stream.of("**Measured** at a@b.c", "`@Override`, @Test", "unmeasured"))
                .noneMatch(DocumentationTest::isUnfinished);
    }

    private static boolean isUnfinished(String line) {
        return PLACEHOLDER.matcher(line).find();
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"));
                Stream<Path> top = Files.list(ROOT)) {
            return Stream.concat(docs, top)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }
}
