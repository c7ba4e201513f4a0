package com.shemamusic.course.catalog;

import com.shemamusic.course.store.Sql;
import com.shemamusic.shared.jdbc.Transactions;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

    private record Word(String text, boolean stop, boolean known, List<String> corrections) {}

    private final JdbcClient jdbc;
    private final Transactions transactions;

    CourseSearch(JdbcClient jdbc, Transactions transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** The query as text of type tsquery; null when nothing was typed that could be looked for. */
    @Nullable
    String query(@Nullable String typed) {
        List<String> texts = words(typed);
        if (texts.isEmpty()) {
            return typed == null || typed.isBlank() ? null : "'\u0001'";
        }
        return transactions.read(() -> {
            List<Word> words = lookUp(texts);
            List<Word> telling = words.stream()
                    .filter(word -> !word.stop && (word.known || !word.corrections.isEmpty()))
                    .toList();
            List<Word> kept = telling.isEmpty() ? words : telling;
            return compose(kept);
        });
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

    private List<Word> lookUp(List<String> texts) {
        // A low bar for the index; how near a word really is, the edit distance decides.
        jdbc.sql("select set_config('pg_trgm.similarity_threshold', '0.18', true)")
                .query(String.class)
                .single();
        Map<String, Word> words = new LinkedHashMap<>();
        jdbc.sql("""
                select t.word as typed, w.word as near,
                    to_tsvector('indonesian', t.word) = '' or to_tsvector('english', t.word) = '' as stop,
                    exists(select 1 from course_words k where k.word like t.word || '%') as known
                from unnest(cast(:words as text[])) with ordinality t(word, n)
                left join course_words w on w.word % t.word
                order by t.n""").param("words", Sql.array(texts)).query(row -> {
            String typed = row.getString("typed");
            Word word = words.get(typed);
            if (word == null) {
                word = new Word(typed, row.getBoolean("stop"), row.getBoolean("known"), new ArrayList<>());
                words.put(typed, word);
            }
            String near = row.getString("near");
            if (near != null && !word.known && EditDistance.isTypoOf(typed, near)) {
                word.corrections.add(near);
            }
        });
        return List.copyOf(words.values());
    }

    private String compose(List<Word> words) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < words.size(); i++) {
            Word word = words.get(i);
            List<String> exact = new ArrayList<>();
            exact.add(word.text.length() >= PREFIX_FROM ? word.text + ":*" : word.text);
            word.corrections.stream()
                    .sorted(Comparator.comparingInt((String near) -> EditDistance.between(word.text, near))
                            .thenComparing(Comparator.naturalOrder()))
                    .limit(MOST_CORRECTIONS)
                    .forEach(exact::add);
            parameters.put("any" + i, String.join(" | ", exact));
            parameters.put("word" + i, word.text);
            parts.add("(to_tsquery('simple', :any" + i + ") || plainto_tsquery('indonesian', :word" + i
                    + ") || plainto_tsquery('english', :word" + i + "))");
        }
        return jdbc.sql("select (" + String.join(" && ", parts) + ")::text")
                .params(parameters)
                .query(String.class)
                .single();
    }
}
