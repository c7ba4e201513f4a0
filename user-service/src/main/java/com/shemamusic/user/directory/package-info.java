/** Short looks at people, for the website and for other services. */
@NullMarked
package com.shemamusic.user.directory;

import org.jspecify.annotations.NullMarked;
