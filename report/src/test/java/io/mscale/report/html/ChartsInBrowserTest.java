package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import io.mscale.report.figure.Drawings;
import io.mscale.report.figure.Figure;
import io.mscale.report.figure.Figure.Kind;
import io.mscale.report.figure.FigureSet;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Holds every chart of the page in a real browser against the figure in {@code figures/} that is drawn of the same. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartsInBrowserTest {

    private static final Map<Kind, String> PLACES =
            Map.of(Kind.LOSS, "loss", Kind.LEARNED, "learned", Kind.FREQUENCIES, "frequencies", Kind.TIMES, "times");

    @TempDir
    private Path folder = Path.of("");

    private @Nullable Browser browser;

    @BeforeAll
    void startBrowser() {
        browser = Browser.start().orElseGet(() -> abort("there is no Chromium on this machine"));
    }

    @AfterAll
    void stopBrowser() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void charts_ofASampleRun_areTheFiguresInItsFolder() throws IOException {
        Evidence evidence =
                new SampleRun(folder).with(List.of("djl", "ejml", "nd4j"), 2).evidence();
        FigureSet figures = FigureSet.of(evidence);
        Path file =
                Files.writeString(folder.resolve("report.html"), HtmlReport.of(evidence, figures, ChangeSection.NONE));

        try (Browser.OpenPage open =
                Objects.requireNonNull(browser).open(1280, 800).load(file)) {
            Page page = open.page();
            int compared = 0;
            for (Map.Entry<Kind, String> place : PLACES.entrySet()) {
                List<Figure> drawn = figures.of(place.getKey(), "fit1d");
                Locator article = page.locator("[data-chart=" + place.getValue() + "]");
                assertThat((List<?>) page.evaluate(
                                "id => report.groups.find(g => g.id === id).options.map(o => o.label)",
                                place.getValue()))
                        .isEqualTo(drawn.stream().map(Figure::choice).toList());
                for (int i = 0; i < drawn.size(); i++) {
                    choose(article, i);
                    assertSame(drawn.get(i), article, chart(page, place.getValue(), i));
                    compared++;
                }
            }
            long drawnAsTheyAre = figures.of(Kind.NETWORK, "fit1d").size();
            assertThat(compared + drawnAsTheyAre)
                    .isEqualTo(figures.figures().size())
                    .isEqualTo(13);
            assertThat(open.complaints()).isEmpty();
        }
    }

    private static void choose(Locator article, int option) {
        if (article.locator("select").count() > 0) {
            article.locator("select").selectOption(String.valueOf(option));
        } else if (option > 0) {
            article.locator("input[type=radio]").nth(option).check();
        }
    }

    /** What the page's data say of a chart: title, axes, names, colours, and how many points of each line. */
    private static Map<?, ?> chart(Page page, String id, int option) {
        return (Map<?, ?>) page.evaluate("""
            ([id, option]) => {
              const { title, note, panels } = report.groups.find(g => g.id === id).options[option].chart;
              const items = panels.flatMap(p => p.lines ?? p.boxes ?? []).filter(item => !item.repeat);
              return {
                title,
                note,
                headings: panels.map(p => p.heading).filter(heading => heading !== ''),
                axes: [...new Set(panels.flatMap(p => [p.x.label, p.y.label]))].filter(label => label !== ''),
                names: items.map(item => item.name.join('')),
                colours: items.map(item => item.colour),
                points: items.map(item => (item.y === undefined ? 0 : report.arrays[item.y].length)),
                values: panels.flatMap(p => p.heat ? [p.heat.values, ...p.y.places.map(i => report.places[i][0])] : []),
              };
            }\
            """, List.of(id, option));
    }

    private static void assertSame(Figure figure, Locator article, Map<?, ?> chart) {
        String svg = figure.svg();
        List<String> texts = Drawings.texts(svg);
        assertThat(article.locator("h3").innerText()).isEqualTo(chart.get("title"));
        assertThat(texts).first().isEqualTo(chart.get("title"));
        Stream.of("headings", "axes", "names", "values")
                .forEach(part ->
                        assertThat(texts).as("%s of %s", part, figure.name()).containsAll(strings(chart.get(part))));
        String note = String.valueOf(chart.get("note"));
        assertThat(article.locator(".note").textContent()).isEqualTo(note);
        if (!note.isEmpty()) {
            assertThat(String.join(" ", texts)).contains(note);
        }
        assertThat(article.locator(".panel > p").allInnerTexts()).isEqualTo(chart.get("headings"));

        List<String> names = strings(chart.get("names"));
        List<String> colours = strings(chart.get("colours"));
        List<String> labels = article.locator(".toggles label").allInnerTexts();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i);
            assertThat(labels).as(figure.name()).anyMatch(name::startsWith);
            assertThat(Stream.of("path", "rect")
                            .flatMap(e -> Drawings.drawnIn(svg, e, colourOf(colours, names, name)).stream()))
                    .as("what is drawn of %s in %s", name, figure.name())
                    .isNotEmpty();
            int points = ((Number) ((List<?>) Objects.requireNonNull(chart.get("points"))).get(i)).intValue();
            if (points > 0 && figure.kind() == Kind.LOSS) {
                assertThat(Drawings.drawnIn(svg, "path", colours.get(i)))
                        .as("points of %s in %s", name, figure.name())
                        .anyMatch(path -> path.getAttribute("d").split("[ML]").length - 1 == points);
            }
        }
        for (String name : names) {
            String rgb = rgb(colourOf(colours, names, name));
            assertThat(strings(article.locator(".toggles .key")
                            .evaluateAll("keys => keys.map(key => getComputedStyle(key).color)")))
                    .as("keys of %s", figure.name())
                    .contains(rgb);
        }
    }

    private static String colourOf(List<String> colours, List<String> names, String name) {
        return colours.get(names.indexOf(name));
    }

    private static String rgb(String colour) {
        int value = Integer.parseInt(colour.substring(1), 16);
        return "rgb(" + (value >> 16) + ", " + (value >> 8 & 0xff) + ", " + (value & 0xff) + ")";
    }

    private static List<String> strings(@Nullable Object list) {
        return ((List<?>) Objects.requireNonNull(list))
                .stream().map(String::valueOf).toList();
    }
}
