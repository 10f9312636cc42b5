package io.mscale.results.evidence;

import io.mscale.record.cell.CellFolder;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table of numbers that a cell left: a header, and a row of as many fields for each point.
 *
 * @param name the file in messages, relative to the run's folder
 * @param header the names of the columns
 * @param lines the lines below the header
 */
record CellTable(String name, List<String> header, List<String> lines) {

    CellTable {
        header = List.copyOf(header);
        lines = List.copyOf(lines);
    }

    /**
     * Reads a file of a cell.
     *
     * @return empty if there is no such file
     * @throws IOException if it is not text; the message names the file
     */
    static Optional<CellTable> of(CellFolder cell, Path file) throws IOException {
        try {
            List<String> lines = Files.readAllLines(file);
            return Optional.of(
                    lines.isEmpty()
                            ? new CellTable(cell.nameOf(file), List.of(), List.of())
                            : new CellTable(cell.nameOf(file), fields(lines.get(0)), lines.subList(1, lines.size())));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (MalformedInputException e) {
            throw new IOException(cell.nameOf(file) + " is damaged: it is not text", e);
        }
    }

    /** Whether the header has these names first. */
    boolean beginsWith(String... names) {
        return header.size() >= names.length && header.subList(0, names.length).equals(List.of(names));
    }

    /** The words of the first column, row by row. */
    List<String> words() {
        return lines.stream().map(line -> fields(line).get(0)).toList();
    }

    /** The numbers of each row. */
    List<List<Double>> numbers() throws IOException {
        return numbers(0, false);
    }

    /** The numbers of each row behind its first field, which is a word; NaN for one that is not known, an empty field. */
    List<List<Double>> numbersBehindWords() throws IOException {
        return numbers(1, true);
    }

    private List<List<Double>> numbers(int first, boolean canBeUnknown) throws IOException {
        List<List<Double>> rows = new ArrayList<>();
        for (String line : lines) {
            List<String> fields = fields(line);
            try {
                if (fields.size() == header.size()) {
                    rows.add(fields.stream()
                            .skip(first)
                            .map(field -> canBeUnknown && field.isEmpty() ? Double.NaN : Double.parseDouble(field))
                            .toList());
                    continue;
                }
            } catch (NumberFormatException e) {
                // Reported below.
            }
            // The header is line 1.
            throw new IOException(name + " is damaged: line " + (rows.size() + 2) + " is not " + (header.size() - first)
                    + " numbers");
        }
        return rows;
    }

    private static List<String> fields(String line) {
        return List.of(line.split(",", -1));
    }
}
