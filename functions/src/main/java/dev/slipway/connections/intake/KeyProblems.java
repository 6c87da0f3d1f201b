package dev.slipway.connections.intake;

import dev.slipway.problems.Problem;
import dev.slipway.problems.ProblemType;

/// Why a file or text is not a private key that Apple accepts. The problems name no field; no text
/// quotes what was handed in.
final class KeyProblems {
  static final Problem EMPTY =
      Problem.of(
          ProblemType.KEY_MISSING,
          "The key is empty. Choose the AuthKey_….p8 file that Apple let you download.");
  static final Problem TOO_LARGE =
      Problem.of(
          ProblemType.KEY_TOO_LARGE,
          "The key is larger than 64 KiB; a real one has about 250 bytes. Choose the AuthKey_….p8"
              + " file.");
  static final Problem NOT_PEM =
      Problem.of(
          ProblemType.KEY_NOT_PEM,
          "This is no private key. Choose the AuthKey_….p8 file; it starts with -----BEGIN PRIVATE"
              + " KEY-----.");
  static final Problem CERTIFICATE =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a certificate. App Store Connect needs the API key: the AuthKey_….p8 file from"
              + " Users and Access, Integrations.");
  static final Problem PUBLIC_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is a public key. App Store Connect needs the private one: the AuthKey_….p8 file.");
  static final Problem ENCRYPTED =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "The key is protected by a password. Hand in the AuthKey_….p8 file as Apple gave it,"
              + " without a password.");
  static final Problem RSA_KEY =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This is an RSA key. Apple's API keys are elliptic; choose the AuthKey_….p8 file.");
  static final Problem NOT_EC =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "This key is of another kind than Apple's API keys. Choose the AuthKey_….p8 file.");
  static final Problem WRONG_CURVE =
      Problem.of(
          ProblemType.KEY_WRONG_CURVE,
          "This key is on another curve than P-256, so Apple did not make it. Choose the"
              + " AuthKey_….p8 file.");
  static final Problem BROKEN_PEM =
      Problem.of(
          ProblemType.KEY_DAMAGED,
          "The key is damaged: a part is missing or changed. Hand in the AuthKey_….p8 file"
              + " unchanged, from the BEGIN line to the END line.");
  static final Problem SEVERAL_KEYS =
      Problem.of(
          ProblemType.KEY_WRONG_KIND,
          "There is more than one private key. Hand in one key at a time.");

  private KeyProblems() {}
}
