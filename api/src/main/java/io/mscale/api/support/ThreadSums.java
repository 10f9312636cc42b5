package io.mscale.api.support;

/**
 * A number for each member of a {@link ThreadTeam}. They are so far apart in memory that members who write theirs at the same
 * time do not take the cache line from each other.
 */
public final class ThreadSums {

    /** Distance of two numbers, in numbers: 128 bytes, because processors fetch lines of 64 bytes in pairs. */
    static final int SPACING = 16;

    private final int members;
    private final double[] values;

    /** Zeros for a team of {@code members}. */
    public ThreadSums(int members) {
        this.members = members;
        values = new double[(members + 1) * SPACING];
    }

    /** Sets the number of a member, counted from 0. */
    public void set(int member, double value) {
        values[index(member)] = value;
    }

    /** The sum, added in the order of the members. */
    public double total() {
        double sum = 0;
        for (int member = 0; member < members; member++) {
            sum += values[index(member)];
        }
        return sum;
    }

    /** Nothing lies within {@link #SPACING} of a number, in this array or beyond its ends. */
    static int index(int member) {
        return (member + 1) * SPACING - 1;
    }
}
