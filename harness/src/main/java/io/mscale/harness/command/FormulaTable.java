package io.mscale.harness.command;

import io.mscale.api.network.Activation;
import io.mscale.api.network.ActivationPattern;
import io.mscale.api.network.ActivationPiece;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The formulas of all activations, for people who implement them: {@code list activations --formulas}. */
final class FormulaTable {

    private static final String ROW = "%-9s %-12s %-31s %s";

    private FormulaTable() {}

    /** The table, and below it what formulas do not say. */
    static List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(String.format(ROW, "", "x from..to", "sigma(x)", "derivative"));
        List<String> notes = new ArrayList<>(List.of(
                "",
                "x is omega z, where z is what the layer computed and omega is 1 unless the network has another one: the",
                "derivative by z has the factor omega. Where no interval is given the value is 0. At the end of an interval the",
                "derivative is the one from the left, of srelu 0. Nothing is normalised further:"));
        for (ActivationPattern pattern : ActivationPattern.all()) {
            if (pattern instanceof Activation activation) {
                lines.addAll(rows(activation));
            }
            if (pattern.parts().size() > 1 || pattern.parts().get(0).pieces().size() > 1) {
                notes.add(String.format("  %-7s %s", pattern.id(), pattern.description()));
            }
        }
        lines.addAll(notes);
        return lines;
    }

    private static List<String> rows(Activation activation) {
        List<String> rows = new ArrayList<>();
        for (ActivationPiece piece : activation.pieces()) {
            String name = rows.isEmpty() ? activation.id() : "";
            rows.add(String.format(ROW, name, interval(piece), piece.value(), piece.derivative()));
        }
        return rows;
    }

    private static String interval(ActivationPiece piece) {
        return end(piece.from()) + ".." + end(piece.to());
    }

    private static String end(double x) {
        if (Double.isInfinite(x)) {
            return x < 0 ? "-inf" : "inf";
        }
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }

    /** The pieces of what each neuron computes, for JSON: the parts of a pattern one after the other. */
    static Map<String, List<Map<String, Object>>> json(ActivationPattern pattern) {
        return pattern.parts().stream()
                .collect(Collectors.toMap(
                        Activation::id,
                        part -> part.pieces().stream().map(FormulaTable::json).toList(),
                        (first, second) -> first,
                        LinkedHashMap::new));
    }

    private static Map<String, Object> json(ActivationPiece piece) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("from", end(piece.from()));
        entry.put("to", end(piece.to()));
        entry.put("value", piece.value());
        entry.put("derivative", piece.derivative());
        return entry;
    }
}
