package io.mscale.record.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On a sealed interface of records: the field that tells them apart. It stands first and holds the record's simple name with
 * a small first letter. A record {@code Unknown} takes every other value; it has the field as a component.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
public @interface Discriminator {

    /** The field's name. */
    String value();
}
