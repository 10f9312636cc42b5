package io.mscale.report.html;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Media;
import io.mscale.api.task.Domain;
import io.mscale.api.task.Grid;
import io.mscale.record.cell.CellRecord;
import io.mscale.record.file.GridPicture;
import io.mscale.record.run.RunFolder;
import io.mscale.record.sample.Samples;
import io.mscale.results.evidence.Evidence;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Opens the page in a real browser, looks at it and uses it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PageInBrowserTest {

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

    private Browser.OpenPage open(Evidence evidence, int width) throws IOException {
        Path file = Files.writeString(
                Files.createTempFile(folder, "report", ".html"), HtmlReport.of(evidence, ChangeSection.NONE));
        return Objects.requireNonNull(browser).open(width, 800).load(file);
    }

    private Browser.OpenPage open() throws IOException {
        return open(
                new SampleRun(folder).with(List.of("djl", "ejml", "nd4j"), 1).evidence(), 1280);
    }

    @Test
    void page_opened_hasNoErrorAndAsksForNothing() throws IOException {
        try (Browser.OpenPage open = open()) {
            assertThat(open.complaints()).isEmpty();
            assertThat(open.requests()).hasSize(1).first().asString().startsWith("file:");
        }
    }

    @Test
    void charts_opened_areDrawn() throws IOException {
        try (Browser.OpenPage open = open()) {
            // loss, four panels of learned curves, two heat maps, step times
            assertThat(open.colorsPerCanvas()).hasSize(8).allSatisfy(colors -> assertThat((Integer) colors)
                    .isGreaterThan(10));
        }
    }

    @Test
    void page_whileItDraws_shiftsNothing() throws IOException {
        try (Browser.OpenPage open = open()) {
            open.page().waitForTimeout(300);
            assertThat(((Number) open.page().evaluate("window.shift")).doubleValue())
                    .isLessThan(0.01);
        }
    }

    @Test
    void table_headingClickedOrEntered_isSorted() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            Locator steps = page.locator(".sortable th:nth-child(4) button");
            assertThat(steps)
                    .satisfies(heading -> assertThat(heading.innerText()).isEqualTo("step"));
            steps.click();
            assertThat(firstColumn(page)).containsExactly("djl", "djl", "ejml", "ejml", "nd4j", "nd4j");
            steps.focus();
            page.keyboard().press("Enter");
            assertThat(firstColumn(page)).containsExactly("nd4j", "nd4j", "ejml", "ejml", "djl", "djl");
            assertThat(page.locator(".sortable th:nth-child(4)").getAttribute("aria-sort"))
                    .isEqualTo("descending");
        }
    }

    private static List<String> firstColumn(Page page) {
        return page.locator(".sortable tbody td:first-child").allInnerTexts();
    }

    @Test
    void table_bestOfEachVariant_isMarked() throws IOException {
        try (Browser.OpenPage open = open()) {
            assertThat(open.page()
                            .locator(".sortable tbody tr:nth-child(1) td.best")
                            .allInnerTexts())
                    .contains("10.0 ms");
            assertThat(open.page()
                            .locator(".sortable tbody tr:nth-child(2) td.best")
                            .allInnerTexts())
                    .doesNotContain("20.0 ms");
        }
    }

    @Test
    void toggles_clicked_changeTheChart() throws IOException {
        try (Browser.OpenPage open = open()) {
            Locator boxes = open.page().locator("[data-chart=loss] input[type=checkbox]");
            String all = open.picture("loss");
            boxes.nth(0).uncheck();
            String withoutFirst = open.picture("loss");
            assertThat(withoutFirst).isNotEqualTo(all);
            boxes.nth(0).check();
            assertThat(open.picture("loss")).isEqualTo(all);
            for (int i = 0; i < boxes.count(); i++) {
                boxes.nth(i).uncheck();
            }
            assertThat(open.page().locator("[data-chart=loss] .plot").innerText())
                    .isEqualTo("nothing to draw");
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void axis_trainingTimeChosen_changesTheChart() throws IOException {
        try (Browser.OpenPage open = open()) {
            String bySteps = open.picture("loss");
            open.page().locator("[data-chart=loss] input[type=radio]").nth(1).check();
            assertThat(open.picture("loss")).isNotEqualTo(bySteps);
        }
    }

    @Test
    void backend_chosen_showsItsCurves() throws IOException {
        try (Browser.OpenPage open = open()) {
            String first = open.picture("learned");
            open.page().locator("[data-chart=learned] select").selectOption("1");
            assertThat(open.picture("learned")).isNotEqualTo(first);
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void chart_hoveredDraggedAndReset_tellsZoomsAndGoesBack() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            for (String chart : List.of("loss", "learned", "frequencies", "times")) {
                Locator over =
                        page.locator("[data-chart=" + chart + "] .u-over").first();
                over.scrollIntoViewIfNeeded();
                BoundingBox box = Objects.requireNonNull(over.boundingBox());
                double left = box.x + box.width / 6;
                double middle = box.y + box.height / 2;
                page.mouse().move(left, middle);
                assertThat(page.locator("[data-chart=" + chart + "] .tip:not([hidden])")
                                .innerText())
                        .as("tip of " + chart)
                        .isNotBlank();
                page.mouse().move(box.x - 5, box.y - 30);
                String whole = open.picture(chart);
                drag(page.mouse(), left, box.y + box.height / 4, box.width / 2, box.height / 2);
                page.mouse().move(box.x - 5, box.y - 30);
                assertThat(open.picture(chart)).as("zoomed " + chart).isNotEqualTo(whole);
                page.mouse().dblclick(left, middle);
                page.mouse().move(box.x - 5, box.y - 30);
                assertThat(open.picture(chart)).as("zoomed out " + chart).isEqualTo(whole);
            }
            assertThat(open.complaints()).isEmpty();
        }
    }

    private static void drag(Mouse mouse, double x, double y, double width, double height) {
        mouse.move(x, y);
        mouse.down();
        mouse.move(x + width / 2, y + height / 2);
        mouse.move(x + width, y + height);
        mouse.up();
    }

    @Test
    void page_darkScheme_isDarkChartsToo() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            String light = open.picture("loss");
            open.emulate(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.DARK));
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(20, 23, 28)");
            page.waitForFunction(
                    "before => document.querySelector('[data-chart=loss] canvas').toDataURL() !== before", light);
        }
    }

    @Test
    void page_onPaper_isDarkOnWhite() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            open.emulate(new Page.EmulateMediaOptions().setMedia(Media.PRINT).setColorScheme(ColorScheme.DARK));
            assertThat(page.pdf()).hasSizeGreaterThan(10_000);
            assertThat(page.evaluate("getComputedStyle(document.body).backgroundColor"))
                    .isEqualTo("rgb(255, 255, 255)");
        }
    }

    @Test
    void page_onPaper_leavesOutTheSettingsOfEveryCell() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            Locator settings = page.locator("details.on-screen");
            assertThat(settings.isVisible()).isTrue();
            assertThat(page.locator(".on-paper").isVisible()).isFalse();
            open.emulate(new Page.EmulateMediaOptions().setMedia(Media.PRINT));
            assertThat(settings.isVisible()).isFalse();
            assertThat(page.locator(".on-paper").isVisible()).isTrue();
        }
    }

    @Test
    void page_manySettings_showsFinalErrorsAndThenCurvesInPanels() throws IOException {
        SampleRun run = new SampleRun(folder);
        for (String variant : List.of("single", "multi")) {
            for (int width = 1; width <= 6; width++) {
                CellRecord cell = Samples.with(
                        Samples.ok("simd", variant, 0.1 * width), "cell.identity.setting", "width " + width);
                run.with(Samples.withId(cell, variant + width));
            }
        }
        try (Browser.OpenPage open = open(run.evidence(), 1280)) {
            Page page = open.page();
            Locator loss = page.locator("[data-chart=loss]");
            assertThat(loss.locator("h3").innerText()).endsWith("test error at the end");
            loss.locator("input[type=radio]").nth(1).check();
            assertThat(loss.locator("h3").innerText()).endsWith("test error by step");
            assertThat(loss.locator(".panel > p").allInnerTexts()).containsExactly("single", "multi");
            assertThat(loss.locator("input[type=checkbox]").count()).isEqualTo(6);
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void page_phoneWidth_scrollsDownOnly() throws IOException {
        try (Browser.OpenPage open = open(
                new SampleRun(folder).with(List.of("djl", "ejml", "nd4j"), 1).evidence(), 400)) {
            assertThat(((Number) open.page().evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(400);
            assertThat(open.colorsPerCanvas()).hasSize(8);
        }
    }

    @Test
    void page_tabKey_reachesEveryControl() throws IOException {
        try (Browser.OpenPage open = open()) {
            Page page = open.page();
            int controls = page.locator("button, select, input, summary").count();
            int reached = 0;
            for (int i = 0; i < 2 * controls; i++) {
                page.keyboard().press("Tab");
                reached += (Boolean) page.evaluate("document.activeElement.matches('button, select, summary, input')")
                        ? 1
                        : 0;
            }
            // A group of radio buttons is one stop.
            assertThat(reached).isGreaterThanOrEqualTo(controls - 2);
        }
    }

    @Test
    void page_severalTasks_showsTheProfileInThePagesColours() throws IOException {
        try (Browser.OpenPage open = open(twoTasks("ejml"), 1280)) {
            Page page = open.page();
            assertThat(page.locator(".profile svg").isVisible()).isTrue();
            assertThat(page.locator("#profile").innerText()).isEqualTo("Over all tasks");
            for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                open.emulate(new Page.EmulateMediaOptions().setColorScheme(scheme));
                boolean isDark = scheme == ColorScheme.DARK;
                assertThat(page.evaluate("getComputedStyle(document.querySelector('.profile svg > rect')).fill"))
                        .isEqualTo(isDark ? "rgb(20, 23, 28)" : "rgb(255, 255, 255)");
                assertThat(page.evaluate("getComputedStyle(document.querySelector('.profile svg > text')).fill"))
                        .isEqualTo(isDark ? "rgb(232, 234, 237)" : "rgb(27, 31, 36)");
            }
            assertThat(open.complaints()).isEmpty();
        }
    }

    @Test
    void page_severalTasksOnPhone_scrollsDownOnly() throws IOException {
        try (Browser.OpenPage open = open(twoTasks("ejml"), 400)) {
            assertThat(((Number) open.page().evaluate("document.documentElement.scrollWidth")).intValue())
                    .isLessThanOrEqualTo(400);
        }
    }

    @Test
    void page_severalTasksAndHostileNames_isTextInTheProfile() throws IOException {
        for (String name : SampleRun.hostileNames()) {
            try (Browser.OpenPage open = open(twoTasks(name), 1280)) {
                assertThat(open.page().locator(".profile svg > text").count()).isPositive();
                assertThat(open.page().locator("script").count()).isEqualTo(2);
                assertThat(open.page().locator("main > section").count()).isEqualTo(5);
                assertThat(open.complaints()).isEmpty();
            }
        }
    }

    @Test
    void page_oneTaskOrNoTargetReached_hasNoProfile() throws IOException {
        CellRecord missed = Samples.ok("ejml", "single", 0.1);
        Evidence nobody = new SampleRun(folder)
                .with(missed)
                .with(Samples.at(missed, "cpu", "other"))
                .evidence();
        try (Browser.OpenPage one = open();
                Browser.OpenPage two = open(nobody, 1280)) {
            assertThat(one.page().locator(".profile").count()).isZero();
            assertThat(two.page().locator(".profile").count()).isZero();
            assertThat(two.page().locator("ul.notes").innerText()).contains("nobody reached the target");
        }
    }

    private Evidence twoTasks(String backend) {
        CellRecord cell = Samples.ok(backend, "multi", 0.01);
        return new SampleRun(folder)
                .with(cell)
                .with(Samples.at(cell, "cpu", "other"))
                .with(Samples.at(Samples.ok("djl", "multi", 0.01), "cpu", "other"))
                .with(Samples.ok("djl", "multi", 0.01))
                .evidence();
    }

    @Test
    void names_withMarkup_areText() throws IOException {
        try (Browser.OpenPage open =
                open(new SampleRun(folder).with(SampleRun.hostileNames(), 1).evidence(), 1280)) {
            assertThat(open.page().title()).doesNotStartWith("owned");
            assertThat(firstColumn(open.page())).contains("<script>document.title='owned'</script>");
            assertThat(open.page().locator("[data-chart=loss] label").allInnerTexts())
                    .contains("<script>document.title='owned'</script>");
            assertThat(open.page().locator("script").count()).isEqualTo(2);
        }
    }

    @Test
    void page_awkwardRuns_open() throws IOException {
        for (Evidence evidence : SampleRun.awkward(folder).toList()) {
            try (Browser.OpenPage open = open(evidence, 1280)) {
                assertThat(open.complaints())
                        .as(evidence.runs().get(0).folder().toString())
                        .isEmpty();
                assertThat(open.page().locator("h1").innerText()).isNotBlank();
            }
        }
    }

    @Test
    void page_twelveCells_isUnderAMegabyte() throws IOException {
        Evidence twelve =
                new SampleRun(folder).with(List.of("djl", "ejml", "nd4j"), 2).evidence();
        assertThat(twelve.cells()).hasSize(12);
        assertThat(HtmlReport.of(twelve, ChangeSection.NONE).length()).isLessThan(1_000_000);
    }

    /** Embedded images need a word in the page's content policy, and a phone needs to scroll in them, not in the page. */
    @Test
    void pictures_ofATaskOnThePlane_areShown() throws IOException {
        CellRecord cell = Samples.ok("djl", "multi", 0.01);
        Path file = new RunFolder(folder).cell(cell.id()).picture();
        Files.createDirectories(file.getParent());
        double[] ramp = IntStream.range(0, 64).asDoubleStream().toArray();
        GridPicture.of(new Grid(Domain.cube(2, -1, 1), 8, 8), 1, ramp, new double[64])
                .write(file);

        for (int width : new int[] {400, 1280}) {
            try (Browser.OpenPage open = open(new SampleRun(folder).with(cell).evidence(), width)) {
                Page page = open.page();
                assertThat(open.complaints()).isEmpty();
                assertThat(page.locator("article.pictures svg image").count()).isEqualTo(6);
                assertThat(page.evaluate(
                                "Promise.all([...document.querySelectorAll('article.pictures image')].map(async i => {"
                                        + " const png = new Image(); png.src = i.getAttribute('href');"
                                        + " await png.decode(); return png.naturalWidth; }))"))
                        .isEqualTo(List.of(8, 8, 8, 100, 100, 100));
                assertThat(((Number) page.evaluate("document.documentElement.scrollWidth")).intValue())
                        .isLessThanOrEqualTo(width);
            }
        }
    }
}
