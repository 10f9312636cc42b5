package io.mscale.record.mapping;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Default of a component that older files lack. Without it a missing number is an error. */
@Target(ElementType.RECORD_COMPONENT)
@Retention(RetentionPolicy.RUNTIME)
public @interface IfAbsent {

    /** The value as JSON. */
    String value();
}
