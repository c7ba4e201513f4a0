package com.shemamusic.enrollment.enrollment;

import com.shemamusic.shared.time.SchoolTime;
import java.security.SecureRandom;
import org.springframework.stereotype.Component;

/** Makes registration numbers: 40 random bits in Crockford's base 32, which nobody guesses or misreads. */
@Component
class RegistrationNumbers {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final int LENGTH = 8;
    private final SecureRandom random = new SecureRandom();
    private final SchoolTime time;

    RegistrationNumbers(SchoolTime time) {
        this.time = time;
    }

    String next() {
        StringBuilder number =
                new StringBuilder("SM-").append(time.today().getYear()).append('-');
        for (int i = 0; i < LENGTH; i++) {
            number.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return number.toString();
    }
}
