package com.shemamusic.course.catalog;

import java.util.LinkedHashMap;
import java.util.Map;

/** What instruments are called in Indonesian and English; one without known names is its own name. */
final class Instruments {

    /** The form of an instrument's slug. */
    static final String FORM = "[a-z][a-z0-9-]{1,39}";

    /** An instrument's names as people read them. */
    record Names(String id, String en) {}

    private static final Map<String, Names> KNOWN = new LinkedHashMap<>();

    static {
        know("piano", "Piano", "Piano");
        know("keyboard", "Kibor", "Keyboard");
        know("organ", "Organ", "Organ");
        know("accordion", "Akordeon", "Accordion");
        know("guitar", "Gitar", "Guitar");
        know("acoustic-guitar", "Gitar Akustik", "Acoustic Guitar");
        know("electric-guitar", "Gitar Elektrik", "Electric Guitar");
        know("classical-guitar", "Gitar Klasik", "Classical Guitar");
        know("bass", "Bas", "Bass");
        know("bass-guitar", "Gitar Bas", "Bass Guitar");
        know("ukulele", "Ukulele", "Ukulele");
        know("vocal", "Vokal", "Vocal");
        know("choir", "Paduan Suara", "Choir");
        know("violin", "Biola", "Violin");
        know("viola", "Viola", "Viola");
        know("cello", "Selo", "Cello");
        know("double-bass", "Kontrabas", "Double Bass");
        know("harp", "Harpa", "Harp");
        know("drums", "Drum", "Drums");
        know("percussion", "Perkusi", "Percussion");
        know("flute", "Flut", "Flute");
        know("recorder", "Rekorder", "Recorder");
        know("clarinet", "Klarinet", "Clarinet");
        know("oboe", "Obo", "Oboe");
        know("saxophone", "Saksofon", "Saxophone");
        know("trumpet", "Terompet", "Trumpet");
        know("trombone", "Trombon", "Trombone");
        know("harmonica", "Harmonika", "Harmonica");
        know("angklung", "Angklung", "Angklung");
        know("gamelan", "Gamelan", "Gamelan");
        know("flute-bamboo", "Suling", "Bamboo Flute");
        know("music-theory", "Teori Musik", "Music Theory");
        know("composition", "Komposisi", "Composition");
    }

    private Instruments() {}

    static Names names(String slug) {
        Names known = KNOWN.get(slug);
        return known == null ? new Names(slug, slug) : known;
    }

    /** All words an instrument should be found by. */
    static String searchText(String slug) {
        Names names = names(slug);
        return slug.replace('-', ' ') + ' ' + names.id() + ' ' + names.en();
    }

    private static void know(String slug, String id, String en) {
        KNOWN.put(slug, new Names(id, en));
    }
}
