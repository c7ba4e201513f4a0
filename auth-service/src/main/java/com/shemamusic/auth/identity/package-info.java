/** Who somebody is, as the identity provider says: Firebase, or a stand-in for local runs. */
@NullMarked
package com.shemamusic.auth.identity;

import org.jspecify.annotations.NullMarked;
