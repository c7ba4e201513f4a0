package com.shemamusic.enrollment.enrollment;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** Who answers for an applicant under 18 (rule 3). */
public record Guardian(
        @NotBlank @Size(max = 120) String fullName,
        @NotBlank @Size(max = 40) @Phone String phone,

        @Nullable @Size(max = 254) @Email(regexp = SubmitEnrollmentRequest.EMAIL)
        String email,

        @NotBlank @Size(max = 60) String relationship) {}
