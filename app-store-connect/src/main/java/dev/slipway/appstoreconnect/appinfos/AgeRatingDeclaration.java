package dev.slipway.appstoreconnect.appinfos;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AgeRatingDeclarationId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// The answers to Apple's questions on age rating.
///
/// @param answers Apple's attribute to its value, text or boolean (spec: AgeRatingDeclaration);
///   questions without an answer are left out, and block submission
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
