package com.shemamusic.chat.session;

import com.shemamusic.shared.error.ApiException;

/** Why something cannot be done with a session. */
public final class SessionErrors {

    private SessionErrors() {}

    /** 404: there is no such session. */
    public static ApiException missing() {
        return ApiException.notFound("CHAT_SESSION_NOT_FOUND");
    }

    /** 404: whoever is to be linked was erased. */
    static ApiException noUser() {
        return ApiException.notFound("USER_NOT_FOUND");
    }

    /** 409: it takes no messages any more. */
    public static ApiException closed() {
        return ApiException.conflict("CHAT_SESSION_CLOSED");
    }
}
