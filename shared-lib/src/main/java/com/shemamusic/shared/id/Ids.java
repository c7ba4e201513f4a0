package com.shemamusic.shared.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

/** Makes the ids of stored things. */
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

    /** A new UUID of version 7: ids made later sort later, which keeps indexes compact. */
    public static UUID next() {
        return GENERATOR.generate();
    }
}
