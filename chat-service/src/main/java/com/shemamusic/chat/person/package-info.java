/** What is held about a linked student: exported, and erased. */
@NullMarked
package com.shemamusic.chat.person;

import org.jspecify.annotations.NullMarked;
