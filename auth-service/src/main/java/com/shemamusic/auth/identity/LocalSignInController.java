package com.shemamusic.auth.identity;

import com.shemamusic.shared.openapi.Refuses;
import com.shemamusic.shared.security.PublicAccess;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Stands in for the client package of Firebase in local runs; elsewhere the address leads nowhere. */
@RestController
@PublicAccess
@ConditionalOnProperty(name = "shema.auth.identity.provider", havingValue = "local")
class LocalSignInController {

    record LocalSignInRequest(
            @NotBlank @Email @Size(max = 254) String email,
            @NotNull @Size(max = 200) String password) {}

    record LocalSignInResponse(String idToken) {}

    private final LocalIdentityProvider provider;

    LocalSignInController(LocalIdentityProvider provider) {
        this.provider = provider;
    }

    @PostMapping("/api/auth/local/sign-in")
    @Refuses("401 AUTH_CREDENTIALS_INVALID")
    LocalSignInResponse signIn(@RequestBody LocalSignInRequest request) {
        return new LocalSignInResponse(provider.signIn(request.email(), request.password()));
    }
}
