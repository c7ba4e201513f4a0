package com.shemamusic.shared.validation;

import jakarta.validation.valueextraction.ExtractedValue;
import jakarta.validation.valueextraction.ValueExtractor;

/** Lets constraints inside {@code Patch<@Size(max = 80) String>} see the value, when there is one in the body. */
public final class PatchValueExtractor implements ValueExtractor<Patch<@ExtractedValue ?>> {

    @Override
    public void extractValues(Patch<?> patch, ValueReceiver receiver) {
        if (patch.isPresent()) {
            receiver.value(null, patch.value());
        }
    }
}
