package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import io.mscale.results.compare.RunComparison;
import io.mscale.results.compare.Runs;
import io.mscale.results.gate.Gate;
import io.mscale.results.gate.Tolerance;
import io.mscale.results.trend.Trend;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Opens the pages of a history and of a comparison in a real browser. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TrendInBrowserTest {

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

    private Browser.OpenPage open(String html, int width) throws IOException {
        Path file = Files.writeString(Files.createTempFile(folder, "page", ".html"), html);
        return Objects.requireNonNull(browser).open(width, 800).load(file);
    }

    private Browser.OpenPage trend(int width) throws IOException {
        return open(
                HtmlReport.of(Trend.of(TrendReportTest.history(120, 3, 7, "c")), TrendRemarks.of(List.of())), width);
    }

    private static String picture(Page page) {
        return (String) page.evaluate("() => document.querySelector('section.machine canvas').toDataURL()");
    }

    @Test
    void trend_opened_drawsEveryCellAndAsksForNothing() throws IOException {
        try (Browser.OpenPage open = trend(1280)) {
            assertThat(open.complaints()).isEmpty();
            assertThat(open.requests()).singleElement().asString().startsWith("file:");
            assertThat(open.colorsPerCanvas()).hasSize(3).allSatisfy(colors -> assertThat(((Number) colors).intValue())
                    .isGreaterThan(5));
        }
    }

    @Test
    void trend_otherMetric_isDrawn() throws IOException {
        try (Browser.OpenPage open = trend(1280)) {
            String steps = picture(open.page());

            open.page().getByLabel("test MSE").check();

            assertThat(picture(open.page())).isNotEqualTo(steps);
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void trend_pointer_showsTheRun() throws IOException {
        try (Browser.OpenPage open = trend(1280)) {
            // The middle of 120 runs is where the last backend became slower.
            open.page().locator("section.machine .u-over").last().hover();

            assertThat(open.page().locator(".tip:visible").textContent())
                    .contains("c60")
                    .contains("ms")
                    .contains("from here on 1.05 times");
        }
    }

    @Test
    void trend_disturbedRun_isToldWithoutItsRing() throws IOException {
        String page = HtmlReport.of(Trend.of(TrendReportTest.disturbedHistory()), TrendRemarks.of(List.of()));
        try (Browser.OpenPage open = open(page, 1280)) {
            assertThat(open.page().locator("section.machine .key.ring").count()).isEqualTo(1);
            String withRing = picture(open.page());
            Locator plot = open.page().locator("section.machine .u-over").last();
            BoundingBox box = plot.boundingBox();
            plot.hover(new Locator.HoverOptions().setPosition(box.width * 10.5 / 40, box.height / 2));

            assertThat(open.page().locator(".tip:visible").textContent())
                    .contains("c10", "median: ", "7 of 7 repeats on a disturbed machine, counted")
                    .doesNotContain("disturbed machine: ");

            open.page().getByLabel("disturbed machine").uncheck();

            assertThat(picture(open.page())).isNotEqualTo(withRing);
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void trend_dark_isDrawnInOtherColours() throws IOException {
        try (Browser.OpenPage open = trend(1280)) {
            String light = picture(open.page());

            open.emulate(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));

            open.page()
                    .waitForFunction(
                            "before => document.querySelector('section.machine canvas').toDataURL() !== before", light);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 1280})
    void pages_ofAnyWidth_doNotScrollSideways(int width) throws IOException {
        RunComparison comparison = Runs.compare(
                Runs.run(Runs.steps("ejml", 0.1, 0.1, 0.1, 0.1)), Runs.run(Runs.steps("ejml", 0.2, 0.2, 0.2, 0.2)));
        Gate gate = Gate.of(comparison, Tolerance.DEFAULT, Optional.empty());
        String compared = HtmlReport.of(comparison.evidence(), ChangeSection.of(comparison, Optional.of(gate)));

        try (Browser.OpenPage trend = trend(width);
                Browser.OpenPage compare = open(compared, width)) {
            for (Browser.OpenPage open : List.of(trend, compare)) {
                assertThat((int) open.page().evaluate("() => document.documentElement.scrollWidth"))
                        .isLessThanOrEqualTo(width);
                assertThat(open.complaints()).isEmpty();
            }
            assertThat(compare.page().locator("#changes").textContent()).isEqualTo("Head against base");
            assertThat(compare.page().locator("ul.verdict").textContent()).contains("1 regression against");
            assertThat(compare.page().locator("tr.regression").count()).isPositive();
        }
    }
}
