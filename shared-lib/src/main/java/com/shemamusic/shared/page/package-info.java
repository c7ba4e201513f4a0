/** Lists: paging, sorting, cursors, and the one answer shape they share. */
@NullMarked
package com.shemamusic.shared.page;

import org.jspecify.annotations.NullMarked;
