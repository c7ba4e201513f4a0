/** When staff answer. */
@NullMarked
package com.shemamusic.chat.office;

import org.jspecify.annotations.NullMarked;
