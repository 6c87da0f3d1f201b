package dev.slipway.localaws.endpoints;

/// Where moto 5.2.5 and LocalStack 4.14.0 differ from AWS. Only these are asserted differently
/// there.
public enum Deviation {
  RACE(
      "moto checks the condition of a write and writes without a lock, so two of eight writers"
          + " sometimes win; S3 lets exactly one win (User Guide, conditional writes)"),
  LONG_KEY("moto takes keys of more than 1024 bytes; S3 refuses with KeyTooLongError"),
  CONTENT_MD5("moto does not verify Content-MD5 of PutObject; S3 refuses with BadDigest"),
  PART_OF_AN_UNKNOWN_UPLOAD(
      "moto fails without an error code on calls for an aborted upload (UploadPart,"
          + " CompleteMultipartUpload, AbortMultipartUpload); S3 says NoSuchUpload"),
  READ_OF_A_DELETE_MARKER(
      "moto answers a read of a delete marker by its version with 404 NoSuchVersion; S3 with 405"
          + " MethodNotAllowed (GetObject)"),
  SIGNED_LENGTH(
      "moto checks no signature of a presigned address, so it takes a body of any length; S3"
          + " refuses one whose signed Content-Length differs with SignatureDoesNotMatch"),
  NOT_FOUND_STATUS(
      "moto answers ResourceNotFoundException with 404; Secrets Manager with 400 (every action's"
          + " Errors section)"),
  PUT_TO_A_DELETED_SECRET(
      "moto takes a new value for a secret that is scheduled for deletion; AWS refuses with"
          + " InvalidRequestException (PutSecretValue)"),
  PENDING_TOKEN_REUSED(
      "moto takes another value for the token of a version that is not the current one; AWS refuses"
          + " with ResourceExistsException (PutSecretValue)"),
  GET_WITHOUT_STAGE(
      "moto answers GetSecretValue without VersionStage with the old value after"
          + " UpdateSecretVersionStage; AWS with AWSCURRENT (GetSecretValue)"),
  NO_EVENTS("moto takes a request without events; EventBridge wants 1 to 10 (PutEvents)"),
  CREATE_REPEATED(
      "LocalStack refuses CreateSecret with the same token and value; AWS takes it as the same"
          + " (CreateSecret)"),
  CONDITIONAL_DELETE(
      "LocalStack refuses DeleteObject with If-Match as NotImplemented; S3 takes it in every bucket"
          + " (User Guide, conditional deletes)"),
  COPY_OF_AN_OLDER_VERSION(
      "LocalStack refuses to copy an older version of an object over its newest; S3 takes it"
          + " (User Guide, restoring previous versions)"),
  PAGES_OF_VERSIONS(
      "LocalStack needs a page more than the versions fill; S3 fills each page"
          + " (ListObjectVersions)"),
  CRC32C_IN_A_TRAILER(
      "LocalStack takes the trailer x-amz-checksum-crc32c for two checksums and refuses; S3 keeps"
          + " CRC32C (PutObject)"),
  LARGE_EVENTS("moto takes any size of events; EventBridge 256 KB a request (PutEvents)");

  private final String reason;

  Deviation(String reason) {
    this.reason = reason;
  }

  /// What moto does and what AWS does.
  public String reason() {
    return reason;
  }
}
