package com.shemamusic.shared.sample;

import com.shemamusic.shared.error.ApiException;
import com.shemamusic.shared.error.FieldErrors;
import com.shemamusic.shared.openapi.Answers;
import com.shemamusic.shared.page.ListQuery;
import com.shemamusic.shared.page.Page;
import com.shemamusic.shared.page.Paging;
import com.shemamusic.shared.security.AdminOnly;
import com.shemamusic.shared.security.InternalFrom;
import com.shemamusic.shared.security.PublicAccess;
import com.shemamusic.shared.validation.Patch;
import com.shemamusic.shared.validation.Query;
import com.shemamusic.shared.validation.ReadOnlyFields;
import com.shemamusic.shared.validation.SelfChecking;
import com.shemamusic.shared.web.IfMatch;
import com.shemamusic.shared.web.Versioned;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

@RestController
@PublicAccess
class SampleController {

    enum Colour {
        DARK_RED,
        BLUE
    }

    record Guardian(
            @NotBlank @Size(max = 10) String fullName,
            @NotNull LocalDate birthDate) {}

    record Slot(@NotNull LocalTime start) {}

    @ReadOnlyFields({"id", "version"})
    record Thing(
            @NotBlank(message = "NAME_NEEDED") String name,
            @NotNull @Min(1) @Max(5) Integer amount,
            Colour colour,
            Instant at,
            UUID owner,
            Boolean agreed,
            @Valid Guardian guardian,
            @Valid @Size(max = 2) List<Slot> slots)
            implements SelfChecking {

        @Override
        public void check(FieldErrors errors) {
            errors.addIf("bad".equals(name), "name", "NOT_THIS_NAME");
        }
    }

    record Change(Patch<@NotBlank @Size(max = 5) String> name, Patch<@Min(1) Integer> amount) {}

    record Filter(Colour colour, Integer atLeast, LocalDate from) {}

    record Stored(String name, long version) implements Versioned {}

    record Free(Object text, Object list) {}

    private final JdbcClient jdbc;

    SampleController(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @PostMapping("/things")
    Thing create(@RequestBody Thing thing) {
        return thing;
    }

    @PatchMapping("/things/{id}")
    String change(@PathVariable UUID id, @RequestBody Change change, IfMatch ifMatch) {
        ifMatch.check(7);
        return "{\"name\": \"" + change.name() + "\", \"amount\": \"" + change.amount() + "\"}";
    }

    @GetMapping("/things/{id}")
    Stored thing(@PathVariable UUID id) {
        return new Stored("x", 7);
    }

    @GetMapping("/numbers")
    Page<Integer> numbers(@Query Filter filter, Paging paging) {
        return ListQuery.of(
                        "n.value, n.id",
                        "(select i as value, i % 10 as digit, md5(i::text)::uuid as id from generate_series(1, 12000) i) n")
                .where("n.value >= :least", "least", filter.atLeast())
                .sort("value", "n.value", "int")
                .sort("digit", "n.digit", "int")
                .id("n.id")
                .page(jdbc, paging, (rs, i) -> rs.getInt("value"));
    }

    @GetMapping("/free")
    @Answers(
            value = Free.class,
            status = {200, 202})
    ResponseEntity<?> free() {
        return ResponseEntity.accepted().body(new Free("x", List.of(1)));
    }

    @GetMapping("/admin")
    @AdminOnly
    String admin() {
        return "{}";
    }

    @GetMapping("/internal/thing")
    @InternalFrom("chat-service")
    String internal() {
        return "{}";
    }

    @GetMapping("/fails")
    String fails() {
        throw new IllegalStateException("select secret from somewhere");
    }

    @GetMapping("/refuses")
    String refuses() {
        throw ApiException.conflict("THING_TAKEN").with("by", null);
    }

    @GetMapping("/slow")
    Integer slow() {
        return jdbc.sql("select 1 from pg_sleep(8)").query(Integer.class).single();
    }
}
