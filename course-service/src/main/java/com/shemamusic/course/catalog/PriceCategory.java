package com.shemamusic.course.catalog;

/** A rough price, which is what people name who do not want to name a sum. */
public enum PriceCategory {
    LOW,
    MEDIUM,
    HIGH;

    private static final long LOW_UP_TO = 300_000;
    private static final long MEDIUM_UP_TO = 750_000;

    /** The category of a price nobody categorised: low up to 300 000 rupiah, medium up to 750 000, high above. */
    static PriceCategory of(long price) {
        return price <= LOW_UP_TO ? LOW : price <= MEDIUM_UP_TO ? MEDIUM : HIGH;
    }
}
