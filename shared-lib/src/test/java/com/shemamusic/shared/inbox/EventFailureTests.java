package com.shemamusic.shared.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.transaction.TransactionSystemException;

class EventFailureTests {

    @Test
    void aDatabaseErrorIsToldByItsStateOnly() {
        SQLException cause = new SQLException("Key (email)=(budi@example.com) already exists", "23505");

        assertThat(EventFailure.describe(new DuplicateKeyException("insert", cause)))
                .isEqualTo("SQLException 23505");
    }

    @Test
    void whatAMessageRepeatsFromTheDataIsMasked() {
        RuntimeException failure =
                new IllegalStateException("no mail to budi@example.com, +62 812-3456-7890, \"Budi S\"\nsecond line");

        assertThat(EventFailure.describe(failure))
                .startsWith("IllegalStateException: no mail to")
                .doesNotContain("budi", "812", "Budi", "second");
    }

    @Test
    void aConnectionThatBreaksInsideATransactionIsNoFailureOfTheEvent() {
        SQLException closed = new SQLException("Connection is closed");

        assertThat(EventFailure.isDatabaseAway(
                        new TransactionSystemException("Could not roll back JDBC transaction", closed)))
                .isTrue();
        assertThat(EventFailure.isDatabaseAway(new IllegalStateException(closed)))
                .isFalse();
    }
}
