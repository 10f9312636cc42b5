package io.mscale.report.chart;

import io.mscale.results.number.Formats;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * A linear scale.
 *
 * @param low the start of the axis
 * @param high its end, above {@code low}
 * @param step the distance between labelled values
 */
public record LinearScale(double low, double high, Decimal step) implements Scale {

    private static final int INTERVALS = 7;

    /** Smallest range relative to the values' magnitude; a narrower axis would show rounding errors. */
    private static final double NARROWEST = 1e-6;

    /** An axis with exactly that range. */
    public static LinearScale exactly(double from, double to) {
        double size = Math.max(Math.abs(from), Math.abs(to));
        double margin = to - from > size * NARROWEST ? 0 : size == 0 ? 1 : size / 2;
        double low = from - margin;
        double high = to + margin;
        return new LinearScale(low, high, Decimal.above((high - low) / INTERVALS * 0.99));
    }

    /** An axis that ends at round numbers and contains all drawable values. */
    public static LinearScale around(DoubleStream values) {
        double[] range = Decimal.range(values.filter(Decimal::isDrawable));
        LinearScale exact = exactly(range[0], range[1]);
        double step = exact.step().value();
        return new LinearScale(
                Math.floor(exact.low() / step + 1e-9) * step,
                Math.ceil(exact.high() / step - 1e-9) * step,
                exact.step());
    }

    @Override
    public double at(double value) {
        return Decimal.isDrawable(value) ? (value - low) / (high - low) : Double.NaN;
    }

    @Override
    public List<Tick> ticks() {
        List<Tick> ticks = new ArrayList<>();
        long first = (long) Math.ceil(low / step.value() - 1e-6);
        long last = (long) Math.floor(high / step.value() + 1e-6);
        for (long i = first; i <= last; i++) {
            Decimal number = new Decimal(i * step.digits(), step.exponent());
            ticks.add(new Tick(at(number.value()), label(number), ""));
        }
        return ticks;
    }

    private String label(Decimal number) {
        boolean plain = step.exponent() >= -4 && Math.max(Math.abs(low), Math.abs(high)) < 1e6;
        return plain ? number.plain() : Formats.error(number.value());
    }
}
