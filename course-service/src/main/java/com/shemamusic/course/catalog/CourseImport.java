package com.shemamusic.course.catalog;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.error.ValidationFailedException;
import com.shemamusic.shared.id.Ids;
import com.shemamusic.shared.jdbc.Transactions;
import com.shemamusic.shared.validation.RequestBinder;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.springframework.stereotype.Component;

/** Takes a whole catalogue from a CSV file: all rows or none, and every bad cell is named with its line. */
@Component
class CourseImport {

    /** Rows of one file; more would outlast the request. */
    static final int MOST_ROWS = 2_000;

    private static final Set<String> NUMBERS =
            Set.of("price", "duration_minutes", "max_students", "enrollment_limit", "min_age", "max_age");
    private static final Set<String> READ_ONLY = Set.of("id", "available_days", "version", "created_at", "updated_at");
    private static final Set<String> REQUIRED =
            Set.of("name", "instrument", "level", "price", "duration_minutes", "max_students");
    private static final Set<String> OPTIONAL = Set.of(
            "slug",
            "description",
            "price_category",
            "enrollment_limit",
            "min_age",
            "max_age",
            "is_active",
            "image_url");

    /** How many courses were made, or in a dry run would be. */
    record Imported(int count, boolean dryRun) {}

    private record Row(long line, CourseDraft draft) {}

    private final RequestBinder binder;
    private final ObjectMapper mapper;
    private final CourseService courses;
    private final CourseRepository repository;
    private final Transactions transactions;

    CourseImport(
            RequestBinder binder,
            ObjectMapper mapper,
            CourseService courses,
            CourseRepository repository,
            Transactions transactions) {
        this.binder = binder;
        this.mapper = mapper;
        this.courses = courses;
        this.repository = repository;
        this.transactions = transactions;
    }

    /**
     * Imports the file.
     *
     * @throws ApiException 400 {@code VALIDATION_FAILED} with fields such as {@code line 7: price}
     */
    Imported run(byte[] csv, boolean dryRun) {
        FieldErrors errors = new FieldErrors();
        List<Row> rows = read(csv, errors);
        Set<String> taken = new HashSet<>(
                repository.takenSlugs(rows.stream().map(row -> row.draft.slug()).toList()));
        for (Row row : rows) {
            errors.addIf(!taken.add(row.draft.slug()), field(row.line, "slug"), "COURSE_SLUG_TAKEN");
        }
        errors.throwIfAny();
        if (!dryRun) {
            List<UUID> ids = rows.stream().map(row -> Ids.next()).toList();
            transactions.run(() -> {
                for (int i = 0; i < rows.size(); i++) {
                    courses.store(ids.get(i), rows.get(i).draft);
                }
            });
        }
        return new Imported(rows.size(), dryRun);
    }

    private List<Row> read(byte[] csv, FieldErrors errors) {
        String text = CsvText.of(csv);
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setDelimiter(CsvText.delimiter(text))
                .setHeader()
                .setSkipHeaderRecord(true)
                .setIgnoreEmptyLines(true)
                .setTrim(true)
                .get();
        List<Row> rows = new ArrayList<>();
        long line = 1;
        try (CSVParser parser = CSVParser.parse(new StringReader(text), format)) {
            checkHeader(parser.getHeaderNames(), errors);
            if (!errors.isEmpty()) {
                return rows;
            }
            for (CSVRecord cells : parser) {
                // A cell may span lines; the row is named by the line on which it begins.
                line++;
                readRow(line, cells, parser.getHeaderNames(), rows, errors);
                line = parser.getCurrentLineNumber();
                if (rows.size() > MOST_ROWS) {
                    throw FieldErrors.of("rows", "OUT_OF_RANGE");
                }
            }
            errors.addIf(rows.isEmpty() && errors.isEmpty(), "rows", "REQUIRED");
        } catch (UncheckedIOException | IOException | IllegalArgumentException malformed) {
            errors.add("line " + (line + 1), "INVALID");
        }
        return rows;
    }

    private static void checkHeader(List<String> names, FieldErrors errors) {
        for (String name : names) {
            errors.addIf(READ_ONLY.contains(name), field(1, name), "READ_ONLY_FIELD");
            errors.addIf(
                    !READ_ONLY.contains(name) && !REQUIRED.contains(name) && !OPTIONAL.contains(name),
                    field(1, name),
                    "UNKNOWN_FIELD");
        }
        REQUIRED.stream()
                .filter(name -> !names.contains(name))
                .sorted()
                .forEach(name -> errors.add(field(1, name), "REQUIRED"));
    }

    private void readRow(long line, CSVRecord cells, List<String> names, List<Row> rows, FieldErrors errors) {
        if (!cells.isConsistent()) {
            errors.add("line " + line, "INVALID");
            return;
        }
        ObjectNode json = mapper.createObjectNode();
        names.forEach(name -> put(json, name, cells.get(name)));
        try {
            byte[] body = mapper.writeValueAsBytes(json);
            rows.add(new Row(line, ((CreateCourseRequest) binder.body(body, CreateCourseRequest.class)).draft()));
        } catch (ValidationFailedException bad) {
            bad.fields().forEach(field -> errors.add(field(line, field.field()), field.code()));
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static void put(ObjectNode json, String name, String cell) {
        if (cell.isEmpty()) {
            return;
        }
        if (NUMBERS.contains(name) && cell.matches("-?\\d{1,18}")) {
            json.put(name, Long.parseLong(cell));
        } else if (name.equals("is_active") && (cell.equals("true") || cell.equals("false"))) {
            json.put(name, Boolean.parseBoolean(cell));
        } else {
            json.put(name, cell);
        }
    }

    private static String field(long line, String name) {
        return "line " + line + ": " + name;
    }
}
