package io.mscale.api.option;

import java.util.Locale;

/** Something a user can name in an option, such as an activation or a preset. */
public interface Named {

    /** The name as users write it: lower case, stable across releases, used in options and records. */
    String id();

    /** A constant of an enum that goes by its own name, in lower case and with hyphens for underscores. */
    interface Constant extends Named {

        /** The constant's name; every enum has this method. */
        String name();

        @Override
        default String id() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
