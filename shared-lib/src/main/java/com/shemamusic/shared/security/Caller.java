package com.shemamusic.shared.security;

/** The service that calls, proven by its token, and on whose behalf. */
public record Caller(String service, Actor actor) {

    /** The name of the gateway, the only service whose word about the acting user counts. */
    public static final String GATEWAY = "api-gateway";

    public boolean isGateway() {
        return GATEWAY.equals(service);
    }

    public boolean isAdmin() {
        return isGateway() && actor.isAdmin();
    }
}
