package com.shemamusic.enrollment.enrollment;

import java.util.UUID;

/** Told in the transaction in which an enrollment is rejected, cancelled or completed. */
public interface EnrollmentEnding {

    /** Ends what hangs on the enrollment. */
    void ended(UUID enrollmentId);
}
