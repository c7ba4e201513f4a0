package com.shemamusic.user;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;
import java.util.UUID;

/** People for tests, put on file through the API. */
public final class People {

    private People() {}

    /** A form of a grown-up student. */
    public static String student(String name, String email, String birthDate) {
        return """
                {"role": "student", "full_name": "%s", "email": "%s", "birth_date": "%s", "phone": "0812-3456-7890"}""".formatted(name, email, birthDate);
    }

    /** A form of an instructor. */
    public static String instructor(String name, String email) {
        return "{\"role\": \"instructor\", \"full_name\": \"%s\", \"email\": \"%s\"}".formatted(name, email);
    }

    /** Puts someone on file and returns the id. */
    public static String create(Api api, String body) {
        return api.asAdmin()
                .post("/api/users", body)
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    /** Adds an admin as auth-service does and returns the id. */
    public static String admin(Api api, String email) {
        return addAdmin(api, email, "Admin", UUID.randomUUID().toString())
                .assertStatus(201)
                .at("/id")
                .asText();
    }

    public static ApiResponse addAdmin(Api api, String email, String name, String uid) {
        return api.asService("auth-service").post("/internal/admins", """
                        {"email": "%s", "full_name": "%s", "firebase_uid": "%s"}""".formatted(email, name, uid));
    }

    /** The status on file. */
    public static String status(Api api, String id) {
        return api.asAdmin()
                .get("/api/users/" + id)
                .assertStatus(200)
                .at("/status")
                .asText();
    }
}
