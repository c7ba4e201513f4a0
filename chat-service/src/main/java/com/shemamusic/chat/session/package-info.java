/** Chat sessions: who talks, who answers, and whose token opens them. */
@NullMarked
package com.shemamusic.chat.session;

import org.jspecify.annotations.NullMarked;
