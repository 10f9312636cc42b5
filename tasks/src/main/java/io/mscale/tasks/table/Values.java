package io.mscale.tasks.table;

/** What a field looks like. */
final class Values {

    private Values() {}

    /** Whether it is a number, date or time, and not a word. */
    static boolean isValue(String field) {
        return NumberMarks.isNumber(field) || Moment.isMoment(field);
    }
}
