/// The information about an app that does not depend on a version: names, categories, age rating.
@NullMarked
package dev.slipway.appstoreconnect.appinfos;

import org.jspecify.annotations.NullMarked;
