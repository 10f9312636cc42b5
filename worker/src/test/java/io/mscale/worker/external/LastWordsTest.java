package io.mscale.worker.external;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What programs in several languages really print when they fail. */
class LastWordsTest {

    private static String after(String printed) {
        LastWords words = new LastWords();
        printed.lines().forEach(line -> words.line(line + "\n"));
        return words.inWords();
    }

    static Stream<Arguments> accounts() {
        return Stream.of(
                arguments("go", """
                        panic: runtime error: index out of range [5] with length 3

                        goroutine 1 [running]:
                        main.train(...)
                        \t/home/me/worker/main.go:5
                        main.main()
                        \t/home/me/worker/main.go:9 +0x31
                        exit status 2
                        """, "panic: runtime error: index out of range [5] with length 3, at main.go:5"),
                arguments(
                        "go, in its library",
                        """
                        panic: runtime error: invalid memory address or nil pointer dereference [recovered]
                        \tpanic: again
                        [signal SIGSEGV: segmentation violation code=0x1 addr=0x0 pc=0x47cd04]

                        goroutine 1 [running]:
                        panic({0x486020?, 0x526b50?})
                        \t/usr/local/go/src/runtime/panic.go:860 +0x13a
                        sort.Slice({0x482ca0?, 0x3e8ab3e44018?}, 0x3e8ab3e6c720)
                        \t/usr/local/go/src/sort/slice.go:29 +0xc5
                        main.main()
                        \t/home/me/worker/nil.go:10 +0x88
                        """,
                        "panic: runtime error: invalid memory address or nil pointer dereference [recovered], at nil.go:10"),
                arguments(
                        "go, without a panic", """
                        fatal error: all goroutines are asleep - deadlock!

                        goroutine 1 [chan receive]:
                        main.main()
                        \t/home/me/worker/dead.go:2 +0x25
                        exit status 2
                        """, "fatal error: all goroutines are asleep - deadlock!, at dead.go:2"),
                arguments(
                        "rust",
                        """
                        thread 'main' (24905) panicked at src/main.rs:1:40:
                        index out of bounds: the len is 3 but the index is 5
                        note: run with `RUST_BACKTRACE=1` environment variable to display a backtrace
                        """,
                        "thread 'main' (24905) panicked at src/main.rs:1:40: index out of bounds: the len is 3 but the"
                                + " index is 5"),
                arguments("python", """
                        Traceback (most recent call last):
                          File "/home/me/worker.py", line 4, in <module>
                            train("{")
                          File "/usr/lib/python3.11/json/decoder.py", line 353, in raw_decode
                            obj, end = self.scan_once(s, idx)
                                       ^^^^^^^^^^^^^^^^^^^^^^
                        json.decoder.JSONDecodeError: Expecting property name: line 1

                        The above exception was the direct cause of the following exception:

                        Traceback (most recent call last):
                          File "/home/me/worker.py", line 6, in <module>
                            raise RuntimeError("cannot train:\\nsecond line") from e
                        RuntimeError: cannot train:
                        second line
                        """, "RuntimeError: cannot train, at worker.py:6"),
                arguments(
                        "java",
                        """
                        Exception in thread "main" java.lang.IllegalStateException: bad
                        \tat Worker.main(Worker.java:3)
                        Caused by: java.lang.NumberFormatException: For input string: "x"
                        \tat java.base/java.lang.Integer.parseInt(Integer.java:668)
                        \tat Worker.main(Worker.java:7)
                        \tat java.base/java.lang.reflect.Method.invoke(Method.java:569)
                        """,
                        "Caused by: java.lang.NumberFormatException: For input string: \"x\", at Worker.java:7"),
                arguments(
                        "java, from its source",
                        """
                        Worker.java:1: error: incompatible types: String cannot be converted to int
                        int x = "s"; y = 3;
                        Worker.java:1: error: cannot find symbol
                        2 errors
                        error: compilation failed
                        """,
                        "Worker.java:1: error: incompatible types: String cannot be converted to int"),
                arguments("c", """
                        worker: worker.c:3: train: Assertion `steps > 0' failed.
                        Aborted (core dumped)
                        """, "worker: worker.c:3: train: Assertion `steps > 0' failed."),
                arguments(
                        "c++",
                        """
                        terminate called after throwing an instance of 'std::runtime_error'
                          what():  no device
                        """,
                        "terminate called after throwing an instance of 'std::runtime_error': what():  no device"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("accounts")
    void inWords_accountOfAFailure_isItsCauseAndPlace(String language, String printed, String cause) {
        assertThat(after("loading\n" + printed)).isEqualTo("it printed: " + cause);
    }

    @Test
    void inWords_nothingKnown_isTheLastLineThatSaysSomething() {
        assertThat(after("SyntaxError: invalid syntax\nexit status 2\n\n"))
                .isEqualTo("the last line it printed: SyntaxError: invalid syntax");
        assertThat(after(" \n")).isEqualTo("it printed nothing");
        // It was killed while it printed.
        assertThat(after("Traceback (most recent call last):\n  File \"w.py\", line 3"))
                .isEqualTo("the last line it printed: File \"w.py\", line 3");
    }

    @Test
    void inWords_programThatWentOn_isNotItsOldFailure() {
        LastWords words = new LastWords();
        words.line("Exception in thread \"helper\" java.lang.Error: never mind\n");
        words.answered();
        words.line("out of luck\n");

        assertThat(words.inWords()).isEqualTo("the last line it printed: out of luck");
    }

    @Test
    void inWords_hostileOutput_isShortAndPlain() {
        assertThat(after("panic: \u001b[31m\u0007" + "x".repeat(100_000) + "\n\t/" + "y/".repeat(50_000) + "z.go:1"))
                .startsWith("it printed: panic: ?[31m?xxx")
                .hasSizeLessThan(1200)
                .doesNotContainPattern("\\p{Cntrl}");
        assertThat(after("panic: a\n".repeat(10_000))).isEqualTo("it printed: panic: a");
    }
}
