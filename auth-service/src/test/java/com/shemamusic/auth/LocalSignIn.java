package com.shemamusic.auth;

import com.shemamusic.test.Api;
import com.shemamusic.test.ApiResponse;

/** The steps of a local sign-in. */
public final class LocalSignIn {

    public static final String PASSWORD = "shema-local";

    private LocalSignIn() {}

    public static String idToken(Api api, String email) {
        return api.anonymous()
                .post("/api/auth/local/sign-in", """
                        {"email": "%s", "password": "%s"}
                        """.formatted(email, PASSWORD))
                .assertStatus(200)
                .at("/id_token")
                .asText();
    }

    public static ApiResponse login(Api api, String email) {
        return api.anonymous().post("/api/auth/login", "{\"id_token\": \"" + idToken(api, email) + "\"}");
    }

    public static ApiResponse refresh(Api api, String refreshToken) {
        return api.anonymous().post("/api/auth/refresh", "{\"refresh_token\": \"" + refreshToken + "\"}");
    }
}
