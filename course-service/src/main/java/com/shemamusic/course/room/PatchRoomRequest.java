package com.shemamusic.course.room;

import com.shemamusic.shared.validation.Patch;
import com.shemamusic.shared.validation.ReadOnlyFields;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Objects;

/** Changes to a room; a smaller capacity counts for classes made from then on. */
@ReadOnlyFields({"id", "version"})
record PatchRoomRequest(
        Patch<@NotBlank @Size(max = 80) String> name,
        Patch<@NotNull @Min(1) @Max(10_000) Integer> capacity,
        Patch<@Size(max = 200) String> location,
        Patch<@Size(max = 50) List<@NotBlank @Size(max = 80) String>> equipment,
        Patch<@NotNull Boolean> isActive) {

    Room over(Room current) {
        return new Room(
                current.id(),
                name.overRequired(current.name()),
                capacity.overRequired(current.capacity()),
                location.over(current.location()),
                Objects.requireNonNullElse(equipment.over(current.equipment()), List.of()),
                isActive.overRequired(current.isActive()),
                current.version());
    }
}
