/** Keys made from the secret of access tokens, one for each purpose. */
@NullMarked
package com.shemamusic.auth.secret;

import org.jspecify.annotations.NullMarked;
