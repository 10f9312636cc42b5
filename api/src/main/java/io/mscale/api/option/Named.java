package io.mscale.api.option;

/** Something a user can name in an option, such as an activation or a preset. */
public interface Named {

    /** The name as users write it: lower case, stable across releases, used in options and records. */
    String id();
}
