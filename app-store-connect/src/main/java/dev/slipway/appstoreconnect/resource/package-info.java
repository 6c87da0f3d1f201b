/// What several resource families refer to: typed ids, platforms, pages, and reading of JSON:API
/// documents.
///
/// 33 files, because each resource of Apple's that several families name has an id type of its own,
/// in a file of its own.
@NullMarked
package dev.slipway.appstoreconnect.resource;

import org.jspecify.annotations.NullMarked;
