package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;

/// Why a file or text is not a private key that Apple accepts. The problems name no field, and no
/// text quotes the request.
final class KeyProblems {
  private static final String CHOOSE =
      "Choose the downloaded file itself, AuthKey_….p8; it is in your Downloads folder.";

  static final Problem EMPTY = Problem.of(ProblemType.KEY_MISSING, "The key is empty. " + CHOOSE);
  static final Problem TOO_LARGE =
      Problem.of(
          ProblemType.KEY_TOO_LARGE,
          "This is larger than 64 KiB, so it is not a key: a key file has about 250 bytes. "
              + CHOOSE);
  static final Problem NOT_PEM =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is not a private key: it has no line -----BEGIN PRIVATE KEY-----. " + CHOOSE);
  static final Problem RICH_TEXT =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is a rich text document (.rtf), not the key file. " + CHOOSE);
  static final Problem WORD =
      Problem.of(
          ProblemType.KEY_NOT_PEM, "This is a Word document (.docx), not the key file. " + CHOOSE);
  static final Problem OPEN_DOCUMENT =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is an OpenDocument text (.odt), not the key file. " + CHOOSE);
  static final Problem PAGES =
      Problem.of(ProblemType.KEY_NOT_PEM, "This is a Pages document, not the key file. " + CHOOSE);
  static final Problem PDF =
      Problem.of(ProblemType.KEY_NOT_PEM, "This is a PDF document, not the key file. " + CHOOSE);
  static final Problem PICTURE =
      Problem.of(ProblemType.KEY_NOT_PEM, "This is a picture, not the key file. " + CHOOSE);
  static final Problem WEB_PAGE =
      Problem.of(ProblemType.KEY_NOT_PEM, "This is a web page (HTML), not the key file. " + CHOOSE);
  static final Problem ARCHIVE =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is an archive (.zip, .gz or the like). Unpack it, and choose the AuthKey_….p8 file"
              + " from it.");
  static final Problem SIDE_FILE =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is a side file of macOS (its name begins with ._), not the key file. " + CHOOSE);
  static final Problem CERTIFICATE =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a certificate. App Store Connect needs the API key: the AuthKey_….p8 file from"
              + " Users and Access, Integrations.");
  static final Problem P12 =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a certificate with its key (.p12), for signing apps. App Store Connect needs the"
              + " API key: the AuthKey_….p8 file from Users and Access, Integrations.");
  static final Problem PROFILE =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a provisioning profile or another signed file. App Store Connect needs the API"
              + " key: the AuthKey_….p8 file from Users and Access, Integrations.");
  static final Problem PUBLIC_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a public key. App Store Connect needs the private key: the AuthKey_….p8 file.");
  static final Problem ENCRYPTED =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "The key is protected by a password; Apple's files are not. " + CHOOSE);
  static final Problem RSA_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is an RSA key; Apple's API keys are elliptic curve keys. " + CHOOSE);
  static final Problem NOT_EC =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is not the kind of key that Apple's API uses. " + CHOOSE);
  static final Problem WRONG_CURVE =
      Problem.of(
          ProblemType.KEY_WRONG_CURVE,
          "This key does not use the P-256 curve, so it is not from App Store Connect. " + CHOOSE);
  static final Problem BROKEN_PEM =
      Problem.of(
          ProblemType.KEY_DAMAGED,
          "The text of the key is damaged: a part is missing or changed, as copying or an editor"
              + " can do. "
              + CHOOSE);
  static final Problem SEVERAL_KEYS =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "There is more than one private key. Choose one file, as you downloaded it.");

  private KeyProblems() {}
}
