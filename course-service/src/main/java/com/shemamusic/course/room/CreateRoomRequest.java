package com.shemamusic.course.room;

import com.shemamusic.shared.validation.ReadOnlyFields;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A room to make. */
@ReadOnlyFields({"id", "version"})
record CreateRoomRequest(
        @NotBlank @Size(max = 80) String name,
        @NotNull @Min(1) @Max(10_000) Integer capacity,
        @Nullable @Size(max = 200) String location,
        @Nullable @Size(max = 50) List<@NotBlank @Size(max = 80) String> equipment,
        @Nullable Boolean isActive) {

    Room room(UUID id) {
        return new Room(
                id,
                name,
                capacity,
                location,
                Objects.requireNonNullElse(equipment, List.of()),
                isActive == null || isActive,
                1);
    }
}
