package com.shemamusic.course.catalog;

import com.shemamusic.course.store.Sql;
import com.shemamusic.shared.jdbc.Transactions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Turns what a person typed into a full-text query. A word the catalogue does not know is replaced by the words it may
 * have been meant to be; stop words and words that lead nowhere are left out as long as another word remains.
 */
@Component
class CourseSearch {

    private static final int MOST_WORDS = 8;
    private static final int LONGEST_WORD = 40;
    private static final int MOST_CORRECTIONS = 6;
    private static final int PREFIX_FROM = 3;
    private static final String NOTHING = "'\u0001'";

    /** A typed word, its stems in two languages (empty for a stop word), and known words it may have been meant to be. */
    private record Word(String text, String indonesian, String english, boolean known, List<String> corrections) {

        boolean tells() {
            return !indonesian.isEmpty() && !english.isEmpty() && (known || !corrections.isEmpty());
        }
    }

    private final JdbcClient jdbc;
    private final Transactions transactions;

    CourseSearch(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The query as text of type tsquery; null when nothing was typed that could be looked for. */
    @Nullable
    String query(@Nullable String typed) {
        return query(typed, true);
    }

    /** A query that takes words for mistyped that the catalogue knows: they may stand in courses of the past only. */
    @Nullable
    String widerQuery(@Nullable String typed) {
        return query(typed, false);
    }

    private @Nullable String query(@Nullable String typed, boolean trusting) {
        List<String> texts = words(typed);
        if (texts.isEmpty()) {
            return typed == null || typed.isBlank() ? null : NOTHING;
        }
        List<Word> words = transactions.read(() -> lookUp(texts, trusting));
        List<Word> telling = words.stream().filter(Word::tells).toList();
        return (telling.isEmpty() ? words : telling)
                .stream().map(CourseSearch::alternatives).collect(Collectors.joining(" & "));
    }

    static List<String> words(@Nullable String typed) {
        if (typed == null) {
            return List.of();
        }
        String plain = Normalizer.normalize(typed, Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty() && word.length() <= LONGEST_WORD)
                .distinct()
                .limit(MOST_WORDS)
                .toList();
    }

    private List<Word> lookUp(List<String> texts, boolean trusting) {
        // A low bar for the index; how near a word really is, the edit distance decides.
        jdbc.sql("select set_config('pg_trgm.similarity_threshold', '0.18', true)")
                .query(String.class)
                .single();
        Map<String, Word> words = new LinkedHashMap<>();
        jdbc.sql("""
                with typed as materialized (
                    select course_plain(word) as word, n
                    from unnest(cast(:words as text[])) with ordinality u(word, n)),
                looked_up as materialized (
                    select t.word, t.n,
                        array_to_string(tsvector_to_array(to_tsvector('indonesian', t.word)), ' ') as indonesian,
                        array_to_string(tsvector_to_array(to_tsvector('english', t.word)), ' ') as english,
                        coalesce((select starts_with(c.word, t.word) from course_words c
                            where c.word collate "C" >= t.word order by c.word collate "C" limit 1), false) as known
                    from typed t)
                select t.word, t.indonesian, t.english, t.known, w.word as near
                from looked_up t
                left join course_words w on w.word % case when :trusting and t.known then null else t.word end
                order by t.n""")
                .param("words", Sql.array(texts))
                .param("trusting", trusting)
                .query(row -> {
                    String typed = row.getString("word");
                    Word word = words.get(typed);
                    if (word == null) {
                        word = new Word(
                                typed,
                                row.getString("indonesian"),
                                row.getString("english"),
                                row.getBoolean("known"),
                                new ArrayList<>());
                        words.put(typed, word);
                    }
                    String near = row.getString("near");
                    if (near != null && EditDistance.isTypoOf(typed, near)) {
                        word.corrections.add(near);
                    }
                });
        return List.copyOf(words.values());
    }

    /** The word as it stands or begins, its stems, and the nearest corrections, as an operand of a tsquery. */
    private static String alternatives(Word word) {
        Set<String> all = new LinkedHashSet<>();
        all.add(lexeme(word.text) + (word.text.length() >= PREFIX_FROM ? ":*" : ""));
        word.corrections.stream()
                .sorted(Comparator.comparingInt((String near) -> EditDistance.between(word.text, near))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(MOST_CORRECTIONS)
                .map(CourseSearch::lexeme)
                .forEach(all::add);
        for (String stem : List.of(word.indonesian, word.english)) {
            if (!stem.isEmpty()) {
                all.add(lexeme(stem));
            }
        }
        return "(" + String.join(" | ", all) + ")";
    }

    private static String lexeme(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "''") + "'";
    }
}
