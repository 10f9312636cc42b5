package io.mscale.report.html;

import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The system's Chromium without a window. */
final class Browser implements AutoCloseable {

    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");

    /** So that the browser itself asks nobody for anything; as root it has no sandbox. */
    private static final List<String> ARGUMENTS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    /** Playwright's own 30 seconds are not enough on a busy machine. */
    private static final double PATIENCE_MILLIS = 180_000;

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser browser;

    private Browser(Path executable) {
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setTimeout(PATIENCE_MILLIS)
                        .setArgs(ARGUMENTS));
    }

    /** The browser of this machine; empty if it has none. */
    static Optional<Browser> start() {
        return executable().map(Browser::new);
    }

    private static Optional<Path> executable() {
        return NAMES.stream()
                .flatMap(name -> Stream.of(
                                System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                        .map(folder -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** An empty page of that size. */
    OpenPage open(int width, int height) {
        return new OpenPage(
                browser.newPage(new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(width, height)));
    }

    /** A page and all that it complained of or asked for. */
    static final class OpenPage implements AutoCloseable {

        private final Page page;
        private final List<String> complaints = new ArrayList<>();
        private final List<String> requests = new ArrayList<>();

        private OpenPage(Page page) {
            this.page = page;
            page.setDefaultTimeout(PATIENCE_MILLIS);
            page.onConsoleMessage(message -> complaints.add(message.type() + ": " + message.text()));
            page.onPageError(error -> complaints.add("error: " + error));
            page.onRequest(request -> requests.add(request.url()));
        }

        /** Loads a file and waits until its scripts are through. */
        OpenPage load(Path file) {
            page.addInitScript("window.shift = 0; new PerformanceObserver(list => list.getEntries()"
                    + ".forEach(entry => { window.shift += entry.value; }))"
                    + ".observe({ type: 'layout-shift', buffered: true });");
            page.navigate(file.toUri().toString());
            page.waitForSelector("html[data-ready=true]");
            return this;
        }

        Page page() {
            return page;
        }

        /** Playwright writes its enums in small letters of the default locale, which in Turkish are not those it reads. */
        void emulate(Page.EmulateMediaOptions options) {
            Locale before = Locale.getDefault();
            Locale.setDefault(Locale.ROOT);
            try {
                page.emulateMedia(options);
            } finally {
                Locale.setDefault(before);
            }
        }

        List<String> complaints() {
            return complaints;
        }

        List<String> requests() {
            return requests;
        }

        /** For each canvas on the page, how many different colours it shows. */
        List<?> colorsPerCanvas() {
            return (List<?>) page.evaluate("() => [...document.querySelectorAll('canvas')].map(canvas => {"
                    + " const { data } = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height);"
                    + " return new Set(new Uint32Array(data.buffer)).size; })");
        }

        /** What the canvas of a chart shows, as text that is the same only for the same picture. */
        String picture(String chart) {
            return (String)
                    page.evaluate("name => document.querySelector(`[data-chart=${name}] canvas`).toDataURL()", chart);
        }

        @Override
        public void close() {
            page.close();
        }
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
