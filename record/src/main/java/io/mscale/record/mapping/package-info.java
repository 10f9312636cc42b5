/**
 * The only mapping between Java values and JSON: records, sealed types, enums, lists and maps. A component marked
 * {@link io.mscale.record.mapping.Inline} writes its fields into the enclosing object, so records can nest freely.
 * Knows the types of the SPI, but no record of this program.
 */
@NullMarked
package io.mscale.record.mapping;

import org.jspecify.annotations.NullMarked;
