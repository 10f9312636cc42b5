package io.mscale.tasks.table;

import io.mscale.tasks.table.Separator.Row;
import io.mscale.tasks.table.TableFormat.DayOrder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of text. */
final class TextBody implements TableBody {

    private final List<Row> rows;
    private final TableFormat format;
    private final Map<Integer, DayOrder> orders = new HashMap<>();

    TextBody(List<Row> rows, TableFormat format) {
        this.rows = rows;
        this.format = format;
    }

    @Override
    public NumberMarks marks(List<Integer> columns) {
        NumberMarks marks = new NumberMarks(format.decimal());
        for (Row row : rows) {
            columns.forEach(column -> marks.note(row.fields().get(column)));
        }
        return marks;
    }

    @Override
    public int rows() {
        return rows.size();
    }

    @Override
    public int columns() {
        return rows.isEmpty() ? 0 : rows.get(0).fields().size();
    }

    @Override
    public String text(int row, int column) {
        return rows.get(row).fields().get(column);
    }

    @Override
    public String place(int row) {
        return Header.place(row, rows.get(row).line());
    }

    @Override
    public Optional<TimeScale> time(int column) {
        String first = "";
        long zero = Long.MAX_VALUE;
        boolean isOfDays = true;
        Moment any = null;
        DayOrder order = DayOrder.DAY_FIRST;
        for (int row = 0; row < rows.size(); row++) {
            String field = text(row, column);
            if (NumberMarks.isMissing(field)) {
                continue;
            }
            if (first.isEmpty()) {
                first = field;
                if (NumberMarks.isNumber(field) || !Moment.isMoment(field)) {
                    return Optional.empty();
                }
                order = order(column);
            }
            Moment moment = Moment.read(field, order);
            if (moment == null) {
                throw new IllegalArgumentException(cell(row, column)
                        + (field.equals(first)
                                ? "is no date or time that exists" + whatIsFirst(field, order)
                                : "is no date or time like '" + first + "'"));
            }
            any = any == null ? moment : any;
            if (moment.hasDate() != any.hasDate() || moment.hasZone() != any.hasZone()) {
                throw new IllegalArgumentException(cell(row, column) + "and '" + first
                        + "' cannot be in one column: "
                        + (moment.hasDate() == any.hasDate() ? "one has a time zone" : "one has a date")
                        + ", the other has none");
            }
            isOfDays &= !moment.hasTime();
            zero = Math.min(zero, moment.second());
        }
        if (any == null) {
            return Optional.empty();
        }
        return Optional.of(
                any.hasDate()
                        ? new TimeScale(isOfDays ? TimeScale.Kind.DAYS : TimeScale.Kind.SECONDS, zero, any.hasZone())
                        : new TimeScale(TimeScale.Kind.SECONDS_OF_DAY, 0, false));
    }

    private static String whatIsFirst(String field, DayOrder order) {
        if (Moment.isDoubtful(field)) {
            return order == DayOrder.DAY_FIRST ? ", with the day first" : ", with the month first";
        }
        return Moment.isWithPoints(field) ? "; the day is first in dates with points" : "";
    }

    private String cell(int row, int column) {
        return place(row) + ": '" + text(row, column) + "' ";
    }

    /** Whether days or months come first in a column. */
    private DayOrder order(int column) {
        return orders.computeIfAbsent(column, this::foundOrder);
    }

    private DayOrder foundOrder(int column) {
        DayOrder given = format.dates();
        if (given != null) {
            return given;
        }
        String doubtful = "";
        for (int row = 0; row < rows.size(); row++) {
            DayOrder shown = Moment.shown(text(row, column));
            if (shown != null) {
                return shown;
            }
            doubtful = doubtful.isEmpty() && Moment.isDoubtful(text(row, column)) ? text(row, column) : doubtful;
        }
        if (!doubtful.isEmpty()) {
            throw new IllegalArgumentException("dates such as '" + doubtful
                    + "' may begin with the day or the month; say --dates dmy or --dates mdy");
        }
        return DayOrder.DAY_FIRST;
    }

    @Override
    public double number(int row, int column, Optional<TimeScale> time, NumberMarks marks) {
        String field = text(row, column);
        if (NumberMarks.isMissing(field)) {
            return Double.NaN;
        }
        double number = Double.NaN;
        if (time.isPresent()) {
            Moment moment = Moment.read(field, order(column));
            number = moment == null ? Double.NaN : time.get().number(moment, field);
        } else {
            number = marks.read(field);
        }
        if (!Double.isFinite(number)) {
            throw new IllegalArgumentException(
                    "'" + field + "' is not a " + (time.isPresent() ? "date or time" : "finite number"));
        }
        return number;
    }

    @Override
    public boolean isOfNumbers(int column) {
        return rows.stream()
                .map(row -> row.fields().get(column))
                .filter(field -> !NumberMarks.isMissing(field))
                .findFirst()
                .map(NumberMarks::isNumber)
                .orElse(false);
    }

    @Override
    public boolean isCounter(int column) {
        String first = text(0, column);
        if (!first.equals("0") && !first.equals("1")) {
            return false;
        }
        int from = Integer.parseInt(first);
        for (int row = 0; row < rows.size(); row++) {
            if (!text(row, column).equals(Integer.toString(from + row))) {
                return false;
            }
        }
        return true;
    }
}
