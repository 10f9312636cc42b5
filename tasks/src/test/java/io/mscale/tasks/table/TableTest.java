package io.mscale.tasks.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.mscale.api.task.TaskChoices;
import io.mscale.record.file.NpyArray;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Kinds of tables as people have them: the right numbers, or the right word. */
class TableTest {

    @SuppressWarnings("NullAway.Init")
    @TempDir
    private Path folder;

    private record Outcome(String names, String rows, String note) {}

    private static Outcome read(String names, String rows) {
        return new Outcome(names, rows, "");
    }

    private Table table(byte[] bytes, String options) throws IOException {
        Map<String, String> given = new HashMap<>();
        for (String option : options.isEmpty() ? List.<String>of() : List.of(options.split(" ", -1))) {
            given.put(option.split("=", 2)[0], option.split("=", 2)[1]);
        }
        Path file = Files.write(folder.resolve("t"), bytes);
        return Table.read(file, "t", TableFormat.of(new TaskChoices(TableFormat.OPTIONS, given)));
    }

    /** All columns that are no names of rows, as text: names; rows parted by bars. */
    private static Outcome outcome(Table table) {
        List<Integer> used = IntStream.range(0, table.columns())
                .filter(i -> !table.isRowNames(i))
                .boxed()
                .toList();
        TableColumns columns = table.numbers(used);
        String rows = IntStream.range(0, columns.rows())
                .mapToObj(row -> IntStream.range(0, used.size())
                        .mapToObj(i -> words(columns.column(i)[row]))
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining(" | "));
        String notes =
                Stream.concat(table.notes().stream(), columns.notes().stream()).collect(Collectors.joining("; "));
        return new Outcome(String.join(",", columns.names()), rows, notes);
    }

    private static String words(double value) {
        return value == Math.rint(value) && Math.abs(value) < 1e12
                ? Long.toString((long) value)
                : Double.toString(value);
    }

    static Stream<Arguments> readable() {
        return Stream.of(
                // kind, options, text, names, rows, a note
                arguments("commas", "", "x,y\n1,2.5\n3,-4e2\n", "x,y", "1 2.5 | 3 -400", ""),
                arguments("semicolons, decimal commas", "", "x;y\n1,5;2\n-3,25;4\n", "x,y", "1.5 2 | -3.25 4", ""),
                arguments("semicolons, decimal points", "", "x;y\n1.5;2\n3;4\n", "x,y", "1.5 2 | 3 4", ""),
                arguments("tabs, decimal commas", "", "x\ty\n1,5\t2\n3\t4,5\n", "x,y", "1.5 2 | 3 4.5", ""),
                arguments("bars", "", "x|y\n1|2\n3|4\n", "x,y", "1 2 | 3 4", ""),
                arguments("three decimals everywhere", "", "x,y\n1.234,2\n2.345,3\n", "x,y", "1.234 2 | 2.345 3", ""),
                arguments(
                        "thousands and decimals",
                        "",
                        "x;y\n1.234,5;2\n12.345;3\n",
                        "x,y",
                        "1234.5 2 | 12345 3",
                        "'1.234,5' and the like are read with thousands parted: 1234.5"),
                arguments(
                        "American thousands in quotes",
                        "",
                        "x,y\n\"1,234.5\",2\n\"12,345\",3\n",
                        "x,y",
                        "1234.5 2 | 12345 3",
                        "thousands parted"),
                arguments(
                        "two groups of thousands", "", "x;y\n1.234.567;2\n3;4\n", "x,y", "1234567 2 | 3 4", "1234567"),
                arguments("told decimal point", "decimal=.", "x;y\n1,234;2\n5;3\n", "x,y", "1234 2 | 5 3", ""),
                arguments("told decimal comma", "decimal=,", "x;y\n1,234;2\n1.234;3\n", "x,y", "1.234 2 | 1234 3", ""),
                arguments("comma decimal elsewhere", "", "x;y\n1,234;0,5\n", "x,y", "1.234 0.5", ""),
                arguments(
                        "Swiss apostrophes",
                        "",
                        "x;y\n1'234.5;2\n1\u2019234\u2019567;3\n",
                        "x,y",
                        "1234.5 2 | 1234567 3",
                        "thousands"),
                arguments(
                        "thin and no-break blanks",
                        "",
                        "x;y\n1\u202F234,5;2\n1\u00A0234\u00A0567;3\n1 000;4\n",
                        "x,y",
                        "1234.5 2 | 1234567 3 | 1000 4",
                        "thousands"),
                arguments("a real minus", "", "x,y\n\u22121.5,2\n", "x,y", "-1.5 2", ""),
                arguments("one blank", "", "x y\n1 2.5\n3 4\n", "x,y", "1 2.5 | 3 4", ""),
                arguments(
                        "aligned columns", "", "   x      y\n   1    2.5\n -30  4e-1\n", "x,y", "1 2.5 | -30 0.4", ""),
                arguments("blanks and decimal commas", "", "0,1 2,5\n0,2 3,5\n", "1,2", "0.1 2.5 | 0.2 3.5", ""),
                arguments("units between blanks", "", "t [s] U (mV)\n1 2\n3 4\n", "t [s],U (mV)", "1 2 | 3 4", ""),
                arguments(
                        "units in a comment",
                        "",
                        "# t [s]   U [mV]\n1 2\n3 4\n",
                        "t [s],U [mV]",
                        "1 2 | 3 4",
                        "names from the comment above: t [s], U [mV]"),
                arguments(
                        "savetxt",
                        "",
                        "# x y\n1.0e+00 2.0e+00\n3.0e+00 4.0e+00\n",
                        "x,y",
                        "1 2 | 3 4",
                        "names from the comment above"),
                arguments(
                        "comments",
                        "",
                        "% made by X\n% on a day in May\n1,2\n% pause\n3,4\n",
                        "1,2",
                        "1 2 | 3 4",
                        "lines of comment left out: 3"),
                arguments(
                        "comment and names",
                        "",
                        "# device 7\nx,y\n1,2\n#N/A,2\n# end\n3,4\n",
                        "x,y",
                        "1 2 | 3 4",
                        "rows with a missing value left out: 1 of 3, the first is row 2 (line 4)"),
                arguments("Excel's sep", "", "sep=;\nx;y\n1,5;2\n", "x,y", "1.5 2", ""),
                arguments(
                        "row of units",
                        "",
                        "t,U\ns,mV\n1,2\n3,4\n",
                        "t [s],U [mV]",
                        "1 2 | 3 4",
                        "line 2 has the units: s, mV"),
                arguments(
                        "units in brackets, one none",
                        "",
                        "t;n;U (V)\n[s];-;[V]\n1;2;3\n",
                        "t [s],n,U (V)",
                        "1 2 3",
                        "units"),
                arguments(
                        "index of pandas",
                        "",
                        ",x,y\n0,1.5,2\n1,3,4\n",
                        "x,y",
                        "1.5 2 | 3 4",
                        "the first column has no name"),
                arguments(
                        "names of rows of R",
                        "",
                        "x y\na 1 2\nb 3 4\n",
                        "x,y",
                        "1 2 | 3 4",
                        "the first column has no name"),
                arguments(
                        "names of rows of R that count them",
                        "",
                        "\"x\",\"y\"\n\"1\",5,10\n\"2\",2,20\n",
                        "x,y",
                        "5 10 | 2 20",
                        "the first column has no name"),
                arguments(
                        "index between blanks",
                        "",
                        "   x   y\n0  5  10\n1  2  20\n",
                        "x,y",
                        "5 10 | 2 20",
                        "the first column has no name"),
                arguments(
                        "decimal commas between blanks, no names",
                        "",
                        "0,5 293,1\n1,0 294,2\n",
                        "1,2",
                        "0.5 293.1 | 1 294.2",
                        ""),
                arguments(
                        "times with blanks between commas, no names",
                        "",
                        "2024-01-01 12:00:30,5\n2024-01-01 12:00:31,6\n",
                        "1 [seconds since 2024-01-01T12:00:30],2",
                        "0 5 | 1 6",
                        ""),
                arguments("no names", "", "1,2\n3,4\n", "1,2", "1 2 | 3 4", ""),
                arguments(
                        "names that are numbers", "header=yes", "1998,1999\n1,2\n3,4\n", "1998,1999", "1 2 | 3 4", ""),
                arguments("counted columns with index", "", ",0,1\n0,0.5,2\n1,3,4\n", "0,1", "0.5 2 | 3 4", ""),
                arguments(
                        "Fortran's exponents",
                        "",
                        "1.0D+03 2.5d-1\n1.0-103 0.1+101\n",
                        "1,2",
                        "1000 0.25 | 1.0E-103 1.0E100",
                        ""),
                arguments("ends of lines", "", "x;y;\n1;2;\n3;4;\n", "x,y", "1 2 | 3 4", "empty columns left out: 1"),
                arguments(
                        "ends of rows only",
                        "",
                        "x,y\n1,2,\n3,4,\n",
                        "x,y",
                        "1 2 | 3 4",
                        "separators at the ends of lines left out"),
                arguments(
                        "rows of separators",
                        "",
                        "x,y\n1,2\n,\n3,4\n,\n",
                        "x,y",
                        "1 2 | 3 4",
                        "rows without any value left out: 2"),
                arguments("CRLF", "", "x,y\r\n1,2\r\n3,4\r\n", "x,y", "1 2 | 3 4", ""),
                arguments("CR", "", "x,y\r1,2\r3,4\r", "x,y", "1 2 | 3 4", ""),
                arguments(
                        "dates",
                        "",
                        "date,y\n2024-01-31,1\n2024-02-02,2\n",
                        "date [days since 2024-01-31],y",
                        "0 1 | 2 2",
                        "column 'date' has dates, which become days since 2024-01-31"),
                arguments(
                        "times with dates",
                        "",
                        "time [UTC],y\n2024-01-31T23:59:30.5Z,1\n2024-02-01 01:00+01:00,2\n",
                        "time [seconds since 2024-01-31T23:59:30Z],y",
                        "0.5 1 | 30 2",
                        "times"),
                arguments(
                        "German dates",
                        "",
                        "Tag;y\n01.02.2024;1,5\n03.02.2024 ;2\n",
                        "Tag [days since 2024-02-01],y",
                        "0 1.5 | 2 2",
                        ""),
                arguments(
                        "American dates, one shows it",
                        "",
                        "d,y\n1/2/2024,1\n1/31/2024,2\n",
                        "d [days since 2024-01-02],y",
                        "0 1 | 29 2",
                        ""),
                arguments(
                        "told day first",
                        "dates=dmy",
                        "d,y\n1/2/2024 6:00 PM,1\n2/2/2024 6:00 AM,2\n",
                        "d [seconds since 2024-02-01T18:00:00],y",
                        "0 1 | 43200 2",
                        ""),
                arguments(
                        "times of day",
                        "",
                        "t,y\n00:01:00,1\n01:00:00.25,2\n",
                        "t [seconds since midnight],y",
                        "60 1 | 3600.25 2",
                        ""),
                arguments("months", "", "m,y\n2024-01,1\n2024-03,2\n", "m [days since 2024-01-01],y", "0 1 | 60 2", ""),
                arguments(
                        "missing values",
                        "",
                        "x,y\n1,2\nNA,3\n4,-\n,\n5,n/a\n6,NaN\n7,null\n8,9\n",
                        "x,y",
                        "1 2 | 8 9",
                        "rows with a missing value left out: 5 of 7, the first is row 2 (line 3)"),
                arguments(
                        "names twice",
                        "",
                        "a,a,y\n1,2,3\n",
                        "a,a #2,y",
                        "1 2 3",
                        "columns 1 and 2 are both named 'a'; the name means column 1"),
                arguments(
                        "quotes",
                        "",
                        "\"x, in m\",\"said \"\"y\"\"\nagain\"\n\"1\", \"2\"\n3,4\n",
                        "x, in m,said \"y\"\nagain",
                        "1 2 | 3 4",
                        ""));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("readable")
    void read_kindsOfText_givesTheirNumbers(
            String kind, String options, String text, String names, String rows, String note) throws IOException {
        String all = text.contains("NA,") || text.contains("#N/A") ? "missing=drop" : options;
        Outcome outcome = outcome(table(text.getBytes(StandardCharsets.UTF_8), all));

        assertThat(outcome.names()).isEqualTo(names);
        assertThat(outcome.rows()).isEqualTo(rows);
        assertThat(outcome.note()).contains(note);
        assertThat(note.isEmpty() && outcome.note().contains("thousands")).isFalse();
    }

    static Stream<Arguments> refused() {
        return Stream.of(
                arguments(
                        "x;y\n1,234;2\n",
                        "",
                        "'t': row 1 (line 2), column 'x': '1,234' may be 1234 or 1.234; say --decimal . or --decimal ,"),
                arguments("x;y\n0,5;2\n1.234;3\n", "", "'1.234' may be 1234 or 1.234"),
                arguments("x,y\n12.5,\"1,234\"\n", "", "'1,234' may be 1234 or 1.234"),
                arguments("x;y\n1.5;2\n2,5;3\n", "", "'1.5' in a table with decimal points and decimal commas"),
                arguments(
                        "x;y\n1.234.567;2\n12.5;3\n",
                        "",
                        "'12.5' is not a finite number with decimal commas, as other numbers of"),
                arguments("x;y\n1.234.567;2\n12.5;3\n", "", "--decimal . tells the other mark"),
                arguments("x;y\n0.123;2\n", "decimal=,", "commas, as --decimal , tells"),
                arguments(
                        "x,y\n1,5,10\n3,2,20\n7,4,30\n", "", "'t': row 1 (line 2) has 3 fields; the first line has 2"),
                arguments(
                        "x,y\n1,5,10\n2,2,20\n3,4,30\n", "", "'t': row 1 (line 2) has 3 fields; the first line has 2"),
                arguments(
                        "d;y\n01.31.2024;1\n02.28.2024;2\n",
                        "",
                        "'01.31.2024' is no date or time that exists; the day is first in dates with points"),
                arguments("d;y\n1/31/2024;1\n", "dates=dmy", "is no date or time that exists, with the day first"),
                arguments("x;y\n0.123;2\n", "decimal=,", "'0.123' is not a finite number"),
                arguments("x;y\n12'34;2\n", "", "'12'34' is not a finite number"),
                arguments(
                        "0,1,2\n0.5,0.6,0.7\n",
                        "",
                        "'t': line 1, '0,1,2', may be names or numbers; say --header yes or --header no"),
                arguments(
                        "d,y\n1/2/2024,1\n3/2/2024,2\n",
                        "",
                        "'t': column 'd': dates such as '1/2/2024' may begin with the day or the month; say --dates dmy or --dates mdy"),
                arguments("d,y\n2024-01-01,1\n2024-02-30,2\n", "", "'2024-02-30' is no date or time like '2024-01-01'"),
                arguments(
                        "d,y\n2024-01-01T00:00Z,1\n2024-01-01T00:00,2\n",
                        "",
                        "one has a time zone, the other has none"),
                arguments(
                        "x,y\n1,2\nNA,3\n",
                        "",
                        "'t': row 2 (line 3), column 'x': the value is missing ('NA'); --missing drop leaves such rows out"),
                arguments("x,y\n1,2\n3,\n", "", "row 2 (line 3), column 'y': the value is missing; --missing drop"),
                arguments("x,y\n1,2\n3\n4,5\n", "", "'t': row 2 (line 3) has 1 fields; the first line has 2"),
                arguments("x y\n1 2\n3 4 5\n", "", "row 2 (line 3) has 3 fields"),
                arguments("x,y\n1,2\n3,Infinity\n", "", "'Infinity' is not a finite number"),
                arguments(
                        "x,y\n1,2\n\"3,4\n5,6\n",
                        "",
                        "row 2 (line 3) has 1 fields; the first line has 2; a quote in it may not be closed"),
                arguments(
                        "sep=!\nx!y\n1!2\n",
                        "",
                        "'!' separates columns; semicolons, tabs, commas, bars and blanks are read"),
                arguments("x,y\n", "", "'t': it has no rows of data"),
                arguments("# nothing\n\n", "", "'t' is empty"),
                arguments("x,y\n1,2\n", "encoding=UTF-99", "'UTF-99' is no encoding known here"),
                arguments("x,y\n1,2\n", "header=maybe", "'maybe' is neither yes nor no"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void read_whatIsWrongOrHasTwoMeanings_isRefusedOnOneLine(String text, String options, String problem) {
        assertThatThrownBy(() -> outcome(table(text.getBytes(StandardCharsets.UTF_8), options)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(problem)
                .message()
                .doesNotContain("\n");
    }

    static Stream<Arguments> encodings() {
        return Stream.of(
                arguments("UTF-8", "\uFEFF", "", ""),
                arguments("UTF-16LE", "\uFEFF", "", "UTF-16LE"),
                arguments("UTF-16BE", "\uFEFF", "", "UTF-16BE"),
                arguments("UTF-16LE", "", "encoding=UTF-16LE", ""),
                arguments("windows-1252", "", "", "not UTF-8, read as windows-1252"),
                arguments("ISO-8859-1", "", "encoding=latin1", ""));
    }

    @ParameterizedTest
    @MethodSource("encodings")
    void read_encodings_areFoundOutOrTold(String charset, String mark, String options, String note) throws IOException {
        byte[] bytes = (mark + "Länge;Höhe\n1,5;2\n3;4\n").getBytes(Charset.forName(charset));

        Outcome outcome = outcome(table(bytes, options));

        assertThat(outcome.names()).isEqualTo("Länge,Höhe");
        assertThat(outcome.rows()).isEqualTo("1.5 2 | 3 4");
        assertThat(outcome.note()).contains(note);
    }

    static Stream<Arguments> otherFiles() {
        return Stream.of(
                arguments("PAR1", "is a Parquet file; write CSV"),
                arguments("\u0089HDF\r\n\u001A\n", "is an HDF5 file"),
                arguments("MATLAB 5.0 MAT-file", "is a MATLAB file"),
                arguments("\u00D0\u00CF\u0011\u00E0\u00A1\u00B1", "is an old Excel file (.xls); save it as CSV"),
                arguments("{\"a\": 1}", "is a JSON file"),
                arguments("<!DOCTYPE html>", "is a web page"),
                arguments("a\u0000b,c\n", "is not a text file"));
    }

    @ParameterizedTest
    @MethodSource("otherFiles")
    void read_filesOfOtherKinds_areNamed(String latin1, String problem) {
        assertThatThrownBy(() -> table(latin1.getBytes(StandardCharsets.ISO_8859_1), ""))
                .hasMessageContaining("'t' " + problem);
    }

    @Test
    void read_zipArchives_areTakenWithArraysOnly() {
        assertThatThrownBy(() -> table(zip(Map.of("[Content_Types].xml", new byte[1])), ""))
                .hasMessageContaining("is an Excel file (.xlsx)");
        assertThatThrownBy(() -> table(zip(Map.of("mimetype", new byte[1])), ""))
                .hasMessageContaining("is an OpenDocument file (.ods)");
        assertThatThrownBy(() -> table(zip(Map.of("a.csv", new byte[1])), ""))
                .hasMessageContaining("is a zip archive; unpack it");
    }

    @Test
    void read_gzip_isUnpacked() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write("x,y\n1,2\n".getBytes(StandardCharsets.UTF_8));
        }

        assertThat(outcome(table(bytes.toByteArray(), "")).rows()).isEqualTo("1 2");
        assertThatThrownBy(() -> table(Arrays.copyOf(bytes.toByteArray(), 20), ""))
                .hasMessageContaining("'t' cannot be unpacked");
    }

    static Stream<Arguments> arrays() {
        return Stream.of(
                arguments(
                        "<f8",
                        false,
                        "(2, 2)",
                        "0000000000000000 000000000000f03f 0000000000000040 0000000000000840",
                        "0 1 | 2 3"),
                arguments(
                        ">f8",
                        true,
                        "(2, 2)",
                        "0000000000000000 3ff0000000000000 4000000000000000 4008000000000000",
                        "0 2 | 1 3"),
                arguments(">f4", false, "(1, 2)", "3fc00000 c0000000", "1.5 -2"),
                arguments("<f2", false, "(1, 3)", "003c 00c0 0100", "1 -2 " + 0x1p-24),
                arguments("<i4", true, "(2, 2)", "01000000 02000000 03000000 ffffffff", "1 3 | 2 -1"),
                arguments(">i2", false, "(1, 2)", "0100 ffff", "256 -1"),
                arguments("|u1", false, "(2, 2)", "00 01 02 ff", "0 1 | 2 255"),
                arguments("|b1", false, "(1, 2)", "00 01", "0 1"),
                arguments("<i8", false, "(3,)", "0100000000000000 0200000000000000 ffffffffffffffff", "1 | 2 | -1"),
                arguments("<u8", false, "(1,)", "0000000000000080", Double.toString(0x1p63)));
    }

    @ParameterizedTest(name = "{0} {1} {2}")
    @MethodSource("arrays")
    void read_arraysOfNumpy_ofAnyKindAndOrder(String kind, boolean inColumns, String shape, String hex, String rows)
            throws IOException {
        assertThat(outcome(table(npy(kind, inColumns, shape, hex), "")).rows()).isEqualTo(rows);
    }

    @Test
    void read_otherArrays_areRefused() {
        assertThatThrownBy(() -> table(npy("<c16", false, "(1,)", "00"), "")).hasMessageContaining("'<c16'");
        assertThatThrownBy(() -> table(npy("<f4", false, "(1, 1, 1)", "00000000"), ""))
                .hasMessage("'t': it has 3 dimensions; a table has two: rows and columns");
        assertThatThrownBy(() -> table(npy("<f4", false, "(2, 1)", "00000000"), ""))
                .hasMessageContaining("has 4 bytes");
    }

    @Test
    void read_npz_columnsOfOneLengthOrOneTable() throws IOException {
        Map<String, byte[]> columns = new java.util.LinkedHashMap<>();
        columns.put("t.npy", NpyArray.of(1, 2).bytes());
        columns.put("u.npy", npy("|u1", false, "(2,)", "03 04"));
        Outcome outcome = outcome(table(zip(columns), ""));
        byte[] single =
                zip(Map.of("a.npy", NpyArray.of(new double[] {1, 2, 3, 4}, 2, 2).bytes()));
        columns.put("v.npy", NpyArray.of(1).bytes());

        assertThat(outcome).isEqualTo(read("t,u", "1 3 | 2 4"));
        assertThat(outcome(table(single, ""))).isEqualTo(read("1,2", "1 2 | 3 4"));
        assertThatThrownBy(() -> table(zip(columns), "")).hasMessage("'t': its array 'v' has 1 numbers, 't' has 2");
    }

    @Test
    void numbers_laterDates_areMappedAsBefore() throws IOException {
        Table first = table("date [UTC],y\n2024-01-31,1\n2024-02-02,2\n".getBytes(StandardCharsets.UTF_8), "");
        String name = first.numbers(List.of(0)).names().get(0);
        Table later = table("y,date\n1,2024-03-01\n".getBytes(StandardCharsets.UTF_8), "");

        Optional<TimeScale> scale = TimeScale.ofName(name);

        assertThat(later.numbers(List.of(later.column(name)), List.of(scale)).column(0))
                .containsExactly(30);
        assertThat(scale.orElseThrow().named("date")).isEqualTo("date [days since 2024-01-31]");
        assertThat(TimeScale.ofName("t [seconds since 2024-01-31T23:59:30Z]"))
                .map(TimeScale::unit)
                .hasValue("seconds since 2024-01-31T23:59:30Z");
        assertThat(TimeScale.ofName("t [s]")).isEmpty();
    }

    static Stream<Arguments> mismatches() {
        return Stream.of(
                arguments(
                        "12:30",
                        "2024-05-01 12:30",
                        "has a date; it must have none to be counted in seconds since midnight"),
                arguments(
                        "2024-05-01", "12:30", "has no date; it must have one to be counted in days since 2024-05-01"),
                arguments(
                        "2024-05-01 12:30Z",
                        "2024-05-01 12:30",
                        "has no time zone; it must have one to be counted in seconds since 2024-05-01T12:30:00Z"),
                arguments(
                        "2024-05-01 12:30",
                        "2024-05-01 12:30Z",
                        "has a time zone; it must have none to be counted in seconds since 2024-05-01T12:30:00"));
    }

    @ParameterizedTest
    @MethodSource("mismatches")
    void numbers_laterTimesOfAnotherKind_areRefused(String first, String later, String problem) throws IOException {
        Optional<TimeScale> scale = TimeScale.ofName(
                text("t;y\n" + first + ";1\n").numbers(List.of(0)).names().get(0));
        Table other = text("t;y\n" + later + ";1\n");

        assertThatThrownBy(() -> other.numbers(List.of(0), List.of(scale)))
                .hasMessage("'t': row 1 (line 2), column 't': '" + later + "' " + problem);
    }

    @Test
    void numbers_ofMappedDates_areTakenAsTheyAre() throws IOException {
        String name = "date [days since 2024-01-31]";
        List<Optional<TimeScale>> scales = List.of(TimeScale.ofName(name));
        Table predicted = text(name + ",y\n30.0,1\n30.5,2\n");
        Map<String, byte[]> arrays = Map.of("date.npy", NpyArray.of(30, 30.5).bytes());
        TableColumns columns = predicted.numbers(List.of(0), scales);

        assertThat(columns.column(0)).containsExactly(30, 30.5);
        assertThat(columns.names()).containsExactly(name);
        assertThat(columns.notes())
                .containsExactly("column '" + name + "' has numbers, taken as days since 2024-01-31");
        assertThat(table(zip(arrays), "").numbers(List.of(0), scales).column(0)).containsExactly(30, 30.5);
        assertThat(text(name + ",y\n2024-03-01,1\n").numbers(List.of(0), scales).column(0))
                .containsExactly(30);
        assertThatThrownBy(() -> text("date,y\n30,1\n").numbers(List.of(0), scales))
                .hasMessageContaining("'30' is not a date or time");
        assertThatThrownBy(() -> text("date [days since 2023-01-31],y\n30,1\n").numbers(List.of(0), scales))
                .hasMessageContaining("'30' is not a date or time");
    }

    @Test
    void numbers_otherColumns_tellNothingOfMarks() throws IOException {
        Table addresses = text("ip,x,y\n192.168.100.200,12.5,1\n10.0.0.1,3,2\n");
        Table lists = text("list;x;y\n\"100,200,300\";1,234;0,5\n\"100,200,300\";2,5;1\n");
        Table mixed = text("a;x;y\n1.5;0,5;2\n");
        TableColumns commas = mixed.numbers(List.of(1, 2));

        assertThat(addresses.numbers(List.of(1, 2)).column(0)).containsExactly(12.5, 3);
        assertThat(lists.numbers(List.of(1, 2)).column(0)).containsExactly(1.234, 2.5);
        assertThat(lists.numbers(List.of(1, 2)).notes()).isEmpty();
        assertThat(commas.column(0)).containsExactly(0.5);
        assertThat(mixed.words(commas))
                .isEqualTo("1 rows of 3 columns, semicolons between them, decimal commas, names in the first line");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "de-DE", "tr-TR", "ar-EG-u-nu-arab"})
    void unit_anyLocale_hasDigitsThatAreReadAgain(String locale) {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag(locale));
        try {
            TimeScale scale = new TimeScale(TimeScale.Kind.SECONDS, 3_723, true);

            assertThat(scale.unit()).isEqualTo("seconds since 1970-01-01T01:02:03Z");
            assertThat(TimeScale.ofName(scale.named("t"))).hasValue(scale);
        } finally {
            Locale.setDefault(before);
        }
    }

    private Table text(String text) throws IOException {
        return table(text.getBytes(StandardCharsets.UTF_8), "");
    }

    @Test
    void read_oneColumnAndOneRow_isATable() throws IOException {
        assertThat(outcome(table("x\n0.5\n".getBytes(StandardCharsets.UTF_8), "")))
                .isEqualTo(read("x", "0.5"));
    }

    private static byte[] npy(String kind, boolean inColumns, String shape, String hex) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        String header = "{'descr': '" + kind + "', 'fortran_order': " + (inColumns ? "True" : "False") + ", 'shape': "
                + shape + ", }\n";
        bytes.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0, (byte) header.length(), 0});
        bytes.write(header.getBytes(StandardCharsets.US_ASCII));
        bytes.write(java.util.HexFormat.of().parseHex(hex.replace(" ", "")));
        return bytes.toByteArray();
    }

    private static byte[] zip(Map<String, byte[]> entries) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                zip.putNextEntry(new ZipEntry(entry.getKey()));
                zip.write(entry.getValue());
            }
        }
        return bytes.toByteArray();
    }
}
