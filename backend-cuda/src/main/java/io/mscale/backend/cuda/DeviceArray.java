package io.mscale.backend.cuda;

/**
 * An array in a GPU's memory.
 *
 * @param address where it begins
 * @param bytes its size
 */
record DeviceArray(long address, long bytes) {

    /** What lies behind its first {@code skipped} bytes. */
    DeviceArray from(long skipped) {
        return new DeviceArray(address + skipped, bytes - skipped);
    }
}
