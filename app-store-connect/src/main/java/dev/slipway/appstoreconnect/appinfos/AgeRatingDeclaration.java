package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The answers to Apple's questions on age rating.
///
/// @param answers text or boolean by Apple's attribute name (spec: AgeRatingDeclaration); questions
///   without an answer are omitted, and block submission
public record AgeRatingDeclaration(AgeRatingDeclarationId id, Map<String, Object> answers) {
  public AgeRatingDeclaration {
    answers = Collections.unmodifiableMap(new LinkedHashMap<>(answers));
  }

  static AgeRatingDeclaration read(Resource resource) {
    var answers = new LinkedHashMap<String, Object>();
    resource
        .attributes()
        .asMap()
        .forEach(
            (name, value) -> {
              if (value != null) {
                answers.put(name, value);
              }
            });
    return new AgeRatingDeclaration(new AgeRatingDeclarationId(resource.id()), answers);
  }
}
