import java.io.File;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

/** Counts the skipped tests in reports of Surefire and Failsafe, by reason. Arguments: the reports' XML files. */
final class Skipped {

    private Skipped() {}

    public static void main(String[] reports) throws Exception {
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        DocumentBuilder parser = factory.newDocumentBuilder();
        Map<String, List<String>> reasons = new TreeMap<>();
        for (String report : reports) {
            NodeList skipped = parser.parse(new File(report)).getElementsByTagName("skipped");
            for (int i = 0; i < skipped.getLength(); i++) {
                String reason = reason((Element) skipped.item(i));
                reasons.computeIfAbsent(kind(reason), kind -> new ArrayList<>()).add(reason);
            }
        }
        System.out.println(sentence(reasons.values()));
    }

    /** The first line of what the test said, without the exception's name. */
    private static String reason(Element skipped) {
        String words = skipped.getAttribute("message").isBlank()
                ? skipped.getTextContent()
                : skipped.getAttribute("message");
        return words.strip()
                .replaceFirst("^[\\w.$]+(Exception|Error):\\s*", "")
                .replaceFirst("^Assumption failed:\\s*", "")
                .lines()
                .findFirst()
                .orElse("no reason given");
    }

    /** What reasons have in common that differ by a quoted word. */
    private static String kind(String reason) {
        return reason.replaceAll("'[^']*'", "'...'");
    }

    private static String sentence(Collection<List<String>> reasons) {
        int all = reasons.stream().mapToInt(List::size).sum();
        if (all == 0) {
            return "No test was skipped.";
        }
        return (all == 1 ? "1 test was" : all + " tests were") + " skipped: "
                + reasons.stream()
                        .sorted(Comparator.comparing(List<String>::size).reversed())
                        .map(same -> same.size() + " x " + words(same))
                        .collect(Collectors.joining("; "));
    }

    private static String words(List<String> reasons) {
        String first = reasons.get(0);
        return reasons.stream().allMatch(first::equals) ? first : kind(first);
    }
}
