/// Types that several resource families share: typed ids, platforms, pages, and JSON:API documents.
@NullMarked
package dev.slipway.appstoreconnect.resource;

import org.jspecify.annotations.NullMarked;
