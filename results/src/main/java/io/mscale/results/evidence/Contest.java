package io.mscale.results.evidence;

/**
 * What is compared: cells of the same contest differ in who competes and in the repeat only.
 *
 * @param device where the networks are trained
 * @param task what they are fitted to
 * @param variant the network's form
 */
public record Contest(String device, String task, String variant) {

    /** The contest a cell takes part in. */
    public static Contest of(ReportedCell cell) {
        return new Contest(cell.cell().device(), cell.cell().task(), cell.cell().variant());
    }

    @Override
    public String toString() {
        return device + " " + task + " " + variant;
    }
}
