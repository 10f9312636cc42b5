package io.mscale.record.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Names the field that identifies the record type within a sealed interface. It comes first and holds the record's
 * simple name in lower camel case. A record {@code Unknown} receives all other values and has the field as a
 * component.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Discriminator {

    /** The field's name. */
    String value();
}
