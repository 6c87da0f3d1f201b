package dev.slipway.appstoreconnect.builds;

import dev.slipway.appstoreconnect.resource.Platform;
import dev.slipway.appstoreconnect.resource.Resource;
import dev.slipway.appstoreconnect.resource.ResourceId.AppEncryptionDeclarationId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What an app declares to Apple about its encryption.
///
/// @param appDescription what the app uses encryption for, in the developer's words
/// @param exempt whether the declared encryption is exempt; absent where Apple does not say it
/// @param platform absent for a declaration that names no platform; Apple marks it as deprecated
/// @param codeValue the export compliance code, which a build may name in its Info.plist
///   (`ITSEncryptionExportComplianceCode`); absent before Apple has approved the documents
public record AppEncryptionDeclaration(
    AppEncryptionDeclarationId id,
    AppEncryptionDeclarationState state,
    @Nullable String appDescription,
    @Nullable Instant createdDate,
    @Nullable Boolean exempt,
    @Nullable Platform platform,
    @Nullable String codeValue) {
  /// The attributes to request, so that [#read] finds them.
  public static final List<String> FIELDS =
      List.of(
          "appDescription",
          "createdDate",
          "exempt",
          "platform",
          "appEncryptionDeclarationState",
          "codeValue");

  /// Reads an `appEncryptionDeclarations` resource.
  public static AppEncryptionDeclaration read(Resource resource) {
    var attributes = resource.attributes();
    return new AppEncryptionDeclaration(
        new AppEncryptionDeclarationId(resource.id()),
        resource.constant(
            "appEncryptionDeclarationState",
            AppEncryptionDeclarationState.class,
            AppEncryptionDeclarationState.UNKNOWN),
        attributes.optionalString("appDescription").orElse(null),
        attributes.optionalInstant("createdDate").orElse(null),
        attributes.optionalBool("exempt").orElse(null),
        attributes.optionalString("platform").isEmpty()
            ? null
            : resource.constant("platform", Platform.class, Platform.UNKNOWN),
        attributes.optionalString("codeValue").filter(code -> !code.isBlank()).orElse(null));
  }
}
