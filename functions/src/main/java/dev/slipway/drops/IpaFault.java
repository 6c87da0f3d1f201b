package dev.slipway.drops;

/// Why an `.ipa` cannot be released, with the advice for the person who dropped it.
public enum IpaFault {
  NOT_A_ZIP(
      "The file is not an .ipa: it is no zip archive. Drop the .ipa that your build exports."),
  TRUNCATED("The .ipa is cut off: the end of the archive is missing. Upload it again, completely."),
  DAMAGED("The .ipa is damaged: %s. Export it again and drop the new file."),
  SPLIT_ARCHIVE("The .ipa is one part of a split archive. Export it as a single file."),
  DIRECTORY_TOO_LARGE(
      "The .ipa holds more entries than can be read (its table of contents may take 3.5 MiB)."
          + " Remove files that the app does not need."),
  DUPLICATE_NAME("The .ipa holds two entries named \"%s\". Export it again with Xcode."),
  UNSAFE_NAME(
      "The .ipa holds an entry with the unsafe name \"%s\" (.., absolute path, backslash or NUL)."
          + " Export it again with Xcode."),
  ENCRYPTED_ENTRY("The .ipa is protected by a password (\"%s\"). Export it without one."),
  HEADERS_DISAGREE(
      "The .ipa contradicts itself about \"%s\": its table of contents and its content differ."
          + " Export it again with Xcode."),
  UNSUPPORTED_COMPRESSION(
      "\"%s\" in the .ipa is packed by a method other than stored or deflated. Export it again with"
          + " Xcode."),
  NO_APP(
      "The .ipa has no app: a folder Payload/<Name>.app is expected. Export the archive for App"
          + " Store Connect instead of zipping it yourself."),
  SEVERAL_APPS("The .ipa has several apps in Payload (%s). Export one app per .ipa."),
  INFO_PLIST_MISSING("The app in the .ipa has no Info.plist (%s). Export it again with Xcode."),
  INFO_PLIST_DAMAGED(
      "The app's Info.plist is damaged in the archive: %s. Export the .ipa again and drop the new"
          + " file."),
  INFO_PLIST_TOO_LARGE(
      "The app's Info.plist is larger than 512 KiB, which no real one is. Export the .ipa again"
          + " with Xcode."),
  INFO_PLIST_UNREADABLE(
      "The app's Info.plist is not a readable property list: %s. Export the .ipa again with"
          + " Xcode."),
  INFO_PLIST_KEY_MISSING("The app's Info.plist has no %s. Set it in the target and build again."),
  INFO_PLIST_KEY_MALFORMED(
      "The app's Info.plist has an unusable value: %s. Correct it and build again."),
  SIMULATOR_BUILD(
      "The app is built for the simulator (%s). Archive it for a device and export that."),
  UNSUPPORTED_PLATFORM(
      "The app is built for the platform \"%s\". Only iOS, macOS, tvOS and visionOS apps can be"
          + " released.");

  private final String advice;

  IpaFault(String advice) {
    this.advice = advice;
  }

  public String message(String detail) {
    return advice.replace("%s", detail);
  }
}
