package dev.slipway.connections.intake;

import dev.slipway.problems.ProblemType;

/// Why something handed in as a private key is none that Apple takes.
public enum PrivateKeyFault implements FaultCode {
  EMPTY(
      ProblemType.KEY_MISSING,
      "The key is empty. Choose the AuthKey_….p8 file that Apple let you download."),
  TOO_LARGE(
      ProblemType.KEY_TOO_LARGE,
      "The key is larger than 64 KiB; a real one has about 250 bytes. Choose the AuthKey_….p8"
          + " file."),
  NOT_PEM(
      ProblemType.KEY_NOT_PEM,
      "This is no private key. Choose the AuthKey_….p8 file; it starts with -----BEGIN PRIVATE"
          + " KEY-----."),
  CERTIFICATE(
      ProblemType.KEY_WRONG_KIND,
      "This is a certificate. App Store Connect needs the API key: the AuthKey_….p8 file from Users"
          + " and Access, Integrations."),
  PUBLIC_KEY(
      ProblemType.KEY_WRONG_KIND,
      "This is a public key. App Store Connect needs the private one: the AuthKey_….p8 file."),
  ENCRYPTED(
      ProblemType.KEY_WRONG_KIND,
      "The key is protected by a password. Hand in the AuthKey_….p8 file as Apple gave it, without"
          + " a password."),
  RSA_KEY(
      ProblemType.KEY_WRONG_KIND,
      "This is an RSA key. Apple's API keys are elliptic; choose the AuthKey_….p8 file."),
  NOT_EC(
      ProblemType.KEY_WRONG_KIND,
      "This key is of another kind than Apple's API keys. Choose the AuthKey_….p8 file."),
  WRONG_CURVE(
      ProblemType.KEY_WRONG_CURVE,
      "This key is on another curve than P-256, so Apple did not make it. Choose the AuthKey_….p8"
          + " file."),
  BROKEN_PEM(
      ProblemType.KEY_DAMAGED,
      "The key is damaged: a part is missing or changed. Hand in the AuthKey_….p8 file unchanged,"
          + " from the BEGIN line to the END line."),
  SEVERAL_KEYS(
      ProblemType.KEY_WRONG_KIND, "There is more than one private key. Hand in one key at a time.");

  private final ProblemType type;
  private final String message;

  PrivateKeyFault(ProblemType type, String message) {
    this.type = type;
    this.message = message;
  }

  @Override
  public ProblemType type() {
    return type;
  }

  @Override
  public String message() {
    return message;
  }
}
