package io.mscale.record.sample;

import io.mscale.record.cell.Disturbance;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** What a machine did, made by hand. */
public final class Disturbances {

    private Disturbances() {}

    /** Readings of a canary on two threads, a second of training apart. */
    public static Disturbance of(double[] rates, Disturbance.@Nullable MachineUse machine) {
        List<Disturbance.CanaryReading> readings = IntStream.range(0, rates.length)
                .mapToObj(i -> new Disturbance.CanaryReading(i, rates[i]))
                .toList();
        return new Disturbance(2, readings, machine, null);
    }

    /** A machine with two processors of which others took a share. */
    public static Disturbance.MachineUse others(double share) {
        return new Disturbance.MachineUse(12.5, 2, share, 0.0, 0.25, 40L, null, null);
    }

    /** A disturbance with every field set. */
    public static Disturbance complete() {
        Disturbance.GpuMoment before = new Disturbance.GpuMoment(1980.0, 1980.0, List.of(), 0.5, 40.0);
        Disturbance.GpuMoment after = new Disturbance.GpuMoment(1200.0, 1980.0, List.of("power", "heat"), 1.0, 85.0);
        return new Disturbance(
                2,
                List.of(new Disturbance.CanaryReading(0, 24.5), new Disturbance.CanaryReading(1.25, 12.0)),
                new Disturbance.MachineUse(
                        12.5,
                        2,
                        0.25,
                        0.125,
                        0.5,
                        17L,
                        new Disturbance.Quota(1.5, 125, 25, 2.5),
                        new Disturbance.ClockRate(2600.0, 2400.0, "performance")),
                new Disturbance.GpuUse(before, after, 1));
    }
}
