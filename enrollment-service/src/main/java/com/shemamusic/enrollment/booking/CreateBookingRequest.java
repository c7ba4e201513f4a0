package com.shemamusic.enrollment.booking;

import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.validation.SelfChecking;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.UUID;

record CreateBookingRequest(
        @NotBlank @Size(max = 40) String registrationNumber,
        @NotBlank @Size(max = 254) String email,
        @NotNull UUID courseId,
        @NotNull UUID firstChoiceSlotId,
        @NotNull UUID secondChoiceSlotId,
        @NotBlank @Size(max = 2048) String captchaToken)
        implements SelfChecking {

    @Override
    public void check(FieldErrors errors) {
        errors.addIf(
                firstChoiceSlotId != null && firstChoiceSlotId.equals(secondChoiceSlotId),
                "second_choice_slot_id",
                "SAME_SLOT");
    }

    CreateBookingRequest withoutToken() {
        return new CreateBookingRequest(registrationNumber, email, courseId, firstChoiceSlotId, secondChoiceSlotId, "");
    }
}
