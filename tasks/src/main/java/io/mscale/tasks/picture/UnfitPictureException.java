package io.mscale.tasks.picture;

import java.io.Serial;

/** A picture that could be read but not be fitted. The message goes on after the file's name. */
final class UnfitPictureException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnfitPictureException(String problem) {
        super(problem);
    }
}
