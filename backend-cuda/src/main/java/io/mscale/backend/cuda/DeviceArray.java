package io.mscale.backend.cuda;

/**
 * An array in a GPU's memory.
 *
 * @param address the device address of its first byte
 * @param bytes its size
 */
record DeviceArray(long address, long bytes) {

    /** Returns the rest of the array after the first {@code skipped} bytes. */
    DeviceArray from(long skipped) {
        return new DeviceArray(address + skipped, bytes - skipped);
    }
}
