package com.shemamusic.shared.id;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.TimeBasedEpochGenerator;
import java.util.UUID;

<<<<<<< HEAD
/** Makes the ids of stored things. */
=======
/** Makes the ids of stored things: UUID version 7, which sort by the time they were made. */
>>>>>>> db
public final class Ids {

    private static final TimeBasedEpochGenerator GENERATOR = Generators.timeBasedEpochGenerator();

    private Ids() {}

<<<<<<< HEAD
    /** A new UUID of version 7: ids made later sort later, which keeps indexes compact. */
=======
    /** A new UUID version 7; unique across replicas, ordered within one. */
>>>>>>> db
    public static UUID next() {
        return GENERATOR.generate();
    }
}
