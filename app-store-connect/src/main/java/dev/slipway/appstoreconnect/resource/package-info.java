/// What several resource families refer to: typed ids, platforms, pages, and reading of JSON:API
/// documents.
@NullMarked
package dev.slipway.appstoreconnect.resource;

import org.jspecify.annotations.NullMarked;
