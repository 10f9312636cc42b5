package io.mscale.worker.log;

/** Seconds since the parent launched this process, so that the start of the JVM is counted too. */
public final class WallClock {

    /** System property: when the parent launched this JVM, in milliseconds since 1970 (UTC). */
    public static final String LAUNCHED_AT = "mscale.launchedAt";

    private final long originNanos;

    private WallClock(long originNanos) {
        this.originNanos = originNanos;
    }

    /** A clock that starts at the launch the parent noted, or now if it noted none. */
    public static WallClock sinceLaunch() {
        long now = System.nanoTime();
        Long launchedAt = Long.getLong(LAUNCHED_AT);
        long elapsedMillis = launchedAt == null ? 0 : Math.max(0, System.currentTimeMillis() - launchedAt);
        return new WallClock(now - elapsedMillis * 1_000_000);
    }

    /** Seconds since the launch. */
    public double seconds() {
        return (System.nanoTime() - originNanos) / 1e9;
    }
}
