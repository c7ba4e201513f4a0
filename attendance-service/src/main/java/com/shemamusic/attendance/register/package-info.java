/** The register of a class: who is in it, who came, and what was corrected. */
@NullMarked
package com.shemamusic.attendance.register;

import org.jspecify.annotations.NullMarked;
