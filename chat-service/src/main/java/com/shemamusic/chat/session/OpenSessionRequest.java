package com.shemamusic.chat.session;

import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/** How a guest begins a conversation. */
record OpenSessionRequest(
        @NotBlank @Size(max = 100) String guestName,

        @Nullable @Size(max = 254) @Email(regexp = "[^@\\s]+@[^@\\s]+\\.[^@\\s.]+")
        String guestEmail,

        @Nullable @Size(max = 200) String topic) {}
