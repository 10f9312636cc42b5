package io.mscale.worker.log;

/** A clock that counts seconds since the parent launched this process, so that JVM start-up is included. */
public final class WallClock {

    /** System property: when the parent launched this JVM, in milliseconds since 1970-01-01 UTC. */
    public static final String LAUNCHED_AT = "mscale.launchedAt";

    private final long originNanos;

    private WallClock(long originNanos) {
        this.originNanos = originNanos;
    }

    /** Returns a clock that starts at the launch time set by the parent, or now if it set none. */
    public static WallClock sinceLaunch() {
        long now = System.nanoTime();
        Long launchedAt = Long.getLong(LAUNCHED_AT);
        long elapsedMillis = launchedAt == null ? 0 : Math.max(0, System.currentTimeMillis() - launchedAt);
        return new WallClock(now - elapsedMillis * 1_000_000);
    }

    /** Returns the seconds since the launch. */
    public double seconds() {
        return (System.nanoTime() - originNanos) / 1e9;
    }
}
