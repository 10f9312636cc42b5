package io.mscale.harness.cli;

/** Options of {@code doctor}. */
public final class DoctorOptions extends BackendsOptions {}
