package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;

/// Why a file or text is not a private key that Apple accepts. The problems name no field, and no
/// text quotes the request.
final class KeyProblems {
  static final Problem EMPTY =
      Problem.of(
          ProblemType.KEY_MISSING,
          "The key is empty. Choose the AuthKey_….p8 file that you downloaded from Apple.");
  static final Problem TOO_LARGE =
      Problem.of(
          ProblemType.KEY_TOO_LARGE,
          "The key is larger than 64 KiB; a key has about 250 bytes. Choose the AuthKey_….p8"
              + " file.");
  static final Problem NOT_PEM =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is not a private key. Choose the AuthKey_….p8 file; it starts with -----BEGIN"
              + " PRIVATE KEY-----.");
  static final Problem CERTIFICATE =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a certificate. App Store Connect needs the API key: the AuthKey_….p8 file from"
              + " Users and Access, Integrations.");
  static final Problem PUBLIC_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a public key. App Store Connect needs the private key: the AuthKey_….p8 file.");
  static final Problem ENCRYPTED =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "The key is protected by a password. Upload the AuthKey_….p8 file as you downloaded it,"
              + " without a password.");
  static final Problem RSA_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is an RSA key; Apple's API keys are elliptic curve keys. Choose the AuthKey_….p8"
              + " file.");
  static final Problem NOT_EC =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is not the kind of key that Apple's API uses. Choose the AuthKey_….p8 file.");
  static final Problem WRONG_CURVE =
      Problem.of(
          ProblemType.KEY_WRONG_CURVE,
          "This key does not use the P-256 curve, so it is not from Apple. Choose the AuthKey_….p8"
              + " file.");
  static final Problem BROKEN_PEM =
      Problem.of(
          ProblemType.KEY_DAMAGED,
          "The key is damaged: a part is missing or changed. Upload the AuthKey_….p8 file"
              + " unchanged, from the BEGIN line to the END line.");
  static final Problem SEVERAL_KEYS =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "There is more than one private key. Upload one key at a time.");

  private KeyProblems() {}
}
