package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.BuildId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A binary at Apple.
///
/// @param version the build number (CFBundleVersion)
/// @param expired builds expire 90 days after the upload and cannot be submitted then
/// @param usesNonExemptEncryption absent until it is declared, which blocks submission
/// @param minOsVersion for example `17.0`
public record Build(
    BuildId id,
    String version,
    BuildProcessingState processingState,
    BuildAudienceType buildAudienceType,
    boolean expired,
    @Nullable Boolean usesNonExemptEncryption,
    @Nullable String minOsVersion,
    @Nullable Instant uploadedDate,
    @Nullable Instant expirationDate) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of(
          "version",
          "uploadedDate",
          "expirationDate",
          "expired",
          "minOsVersion",
          "processingState",
          "buildAudienceType",
          "usesNonExemptEncryption");

  /// Reads a `builds` resource.
  public static Build read(Resource resource) {
    var attributes = resource.attributes();
    return new Build(
        new BuildId(resource.id()),
        attributes.optionalString("version").orElse(""),
        resource.constant(
            "processingState", BuildProcessingState.class, BuildProcessingState.UNKNOWN),
        resource.constant("buildAudienceType", BuildAudienceType.class, BuildAudienceType.UNKNOWN),
        attributes.optionalBool("expired").orElse(false),
        attributes.optionalBool("usesNonExemptEncryption").orElse(null),
        attributes.optionalString("minOsVersion").orElse(null),
        attributes.optionalInstant("uploadedDate").orElse(null),
        attributes.optionalInstant("expirationDate").orElse(null));
  }
}
