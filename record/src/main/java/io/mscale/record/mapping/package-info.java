/**
 * The one mapping between Java values and JSON: records, sealed types, enums, lists and maps. Records nest as their authors
 * like; a component that is {@link io.mscale.record.mapping.Inline} writes its fields into the object around it. Knows the
 * types of the SPI, but no record of this program.
 */
@NullMarked
package io.mscale.record.mapping;

import org.jspecify.annotations.NullMarked;
