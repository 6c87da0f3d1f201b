/// What an app says about itself apart from any version: names, categories, age rating.
@NullMarked
package dev.slipway.appstoreconnect.appinfos;

import org.jspecify.annotations.NullMarked;
