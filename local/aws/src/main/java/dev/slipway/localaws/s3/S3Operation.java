package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.objects.S3Failure;
import java.util.Set;

/// The operations that the stand-in supports, and how a request selects them.
enum S3Operation {
  LIST_BUCKETS("ListBuckets"),
  CREATE_BUCKET("CreateBucket"),
  DELETE_BUCKET("DeleteBucket"),
  HEAD_BUCKET("HeadBucket"),
  GET_BUCKET_LOCATION("GetBucketLocation"),
  GET_BUCKET_VERSIONING("GetBucketVersioning"),
  PUT_BUCKET_VERSIONING("PutBucketVersioning"),
  LIST_OBJECTS("ListObjects"),
  LIST_OBJECTS_V2("ListObjectsV2"),
  LIST_OBJECT_VERSIONS("ListObjectVersions"),
  LIST_MULTIPART_UPLOADS("ListMultipartUploads"),
  DELETE_OBJECTS("DeleteObjects"),
  GET_OBJECT("GetObject"),
  HEAD_OBJECT("HeadObject"),
  PUT_OBJECT("PutObject"),
  COPY_OBJECT("CopyObject"),
  DELETE_OBJECT("DeleteObject"),
  GET_OBJECT_TAGGING("GetObjectTagging"),
  PUT_OBJECT_TAGGING("PutObjectTagging"),
  DELETE_OBJECT_TAGGING("DeleteObjectTagging"),
  CREATE_MULTIPART_UPLOAD("CreateMultipartUpload"),
  UPLOAD_PART("UploadPart"),
  LIST_PARTS("ListParts"),
  COMPLETE_MULTIPART_UPLOAD("CompleteMultipartUpload"),
  ABORT_MULTIPART_UPLOAD("AbortMultipartUpload");

  private static final Set<String> SUBRESOURCES_LEFT_OUT =
      Set.of(
          "accelerate",
          "acl",
          "analytics",
          "attributes",
          "cors",
          "encryption",
          "inventory",
          "intelligent-tiering",
          "legal-hold",
          "lifecycle",
          "logging",
          "metrics",
          "notification",
          "object-lock",
          "ownershipControls",
          "policy",
          "policyStatus",
          "publicAccessBlock",
          "renameObject",
          "replication",
          "requestPayment",
          "restore",
          "retention",
          "select",
          "session",
          "torrent",
          "website");

  private final String awsName;

  S3Operation(String awsName) {
    this.awsName = awsName;
  }

  String awsName() {
    return awsName;
  }

  /// @throws S3Failure NotImplemented or MethodNotAllowed
  static S3Operation of(Request request, String bucket, String key) {
    for (String name : request.query().keySet()) {
      boolean bucketTagging = name.equals("tagging") && key.isEmpty();
      if (SUBRESOURCES_LEFT_OUT.contains(name) || bucketTagging) {
        throw S3Failure.notImplemented(request.method() + " with ?" + name);
      }
    }
    if (bucket.isEmpty()) {
      return ofService(request);
    }
    return key.isEmpty() ? ofBucket(request) : ofObject(request);
  }

  private static S3Operation ofService(Request request) {
    if (request.method().equals("GET")) {
      return LIST_BUCKETS;
    }
    throw methodNotAllowed();
  }

  private static S3Operation ofBucket(Request request) {
    return switch (request.method()) {
      case "GET" -> ofBucketGet(request);
      case "HEAD" -> HEAD_BUCKET;
      case "PUT" -> has(request, "versioning") ? PUT_BUCKET_VERSIONING : CREATE_BUCKET;
      case "DELETE" -> DELETE_BUCKET;
      case "POST" -> {
        if (has(request, "delete")) {
          yield DELETE_OBJECTS;
        }
        throw S3Failure.notImplemented("uploads by HTML form");
      }
      default -> throw methodNotAllowed();
    };
  }

  private static S3Operation ofBucketGet(Request request) {
    if (has(request, "location")) {
      return GET_BUCKET_LOCATION;
    }
    if (has(request, "versioning")) {
      return GET_BUCKET_VERSIONING;
    }
    if (has(request, "versions")) {
      return LIST_OBJECT_VERSIONS;
    }
    if (has(request, "uploads")) {
      return LIST_MULTIPART_UPLOADS;
    }
    return request.query("list-type").orElse("1").equals("2") ? LIST_OBJECTS_V2 : LIST_OBJECTS;
  }

  private static S3Operation ofObject(Request request) {
    boolean tagging = has(request, "tagging");
    boolean upload = has(request, "uploadId");
    return switch (request.method()) {
      case "GET" -> tagging ? GET_OBJECT_TAGGING : upload ? LIST_PARTS : GET_OBJECT;
      case "HEAD" -> HEAD_OBJECT;
      case "PUT" -> tagging ? PUT_OBJECT_TAGGING : upload ? uploadPart(request) : put(request);
      case "DELETE" ->
          tagging ? DELETE_OBJECT_TAGGING : upload ? ABORT_MULTIPART_UPLOAD : DELETE_OBJECT;
      case "POST" -> {
        if (has(request, "uploads")) {
          yield CREATE_MULTIPART_UPLOAD;
        }
        if (upload) {
          yield COMPLETE_MULTIPART_UPLOAD;
        }
        throw methodNotAllowed();
      }
      default -> throw methodNotAllowed();
    };
  }

  private static S3Operation uploadPart(Request request) {
    if (request.header("x-amz-copy-source").isPresent()) {
      throw S3Failure.notImplemented("UploadPartCopy");
    }
    return UPLOAD_PART;
  }

  private static S3Operation put(Request request) {
    return request.header("x-amz-copy-source").isPresent() ? COPY_OBJECT : PUT_OBJECT;
  }

  private static boolean has(Request request, String name) {
    return request.query().containsKey(name);
  }

  private static S3Failure methodNotAllowed() {
    return new S3Failure(
        405, "MethodNotAllowed", "The specified method is not allowed against this resource.");
  }
}
