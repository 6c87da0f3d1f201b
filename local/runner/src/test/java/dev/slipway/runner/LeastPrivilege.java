package dev.slipway.runner;

import dev.slipway.localaws.http.RecordedRequest;
import dev.slipway.runner.template.FunctionResource;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/// Holds every call of AWS that a function made against its policies in template.yaml: what works
/// here would otherwise be refused only after it is deployed.
final class LeastPrivilege {
  private static final int NOT_FOUND = 404;

  private record Needed(String action, String resource, String listPrefix) {}

  private LeastPrivilege() {}

  /// Calls that the deployed function would not be allowed; empty when all is well.
  static List<String> breaches(SlipwayLocal local) {
    var breaches = new TreeSet<String>();
    for (RecordedRequest request : local.aws().requests().all()) {
      for (FunctionResource function : local.functions()) {
        if (function.logicalId().equals(request.sessionToken())) {
          for (Needed needed : needed(request)) {
            boolean allowed =
                function.statements().stream()
                    .anyMatch(
                        statement ->
                            statement.allows(
                                needed.action(), needed.resource(), needed.listPrefix()));
            if (!allowed) {
              breaches.add(function.logicalId() + " may not " + needed);
            }
          }
        }
      }
    }
    return List.copyOf(breaches);
  }

  /// Actions as the Service Authorization Reference names them.
  private static List<Needed> needed(RecordedRequest request) {
    if (request.service().equals("secretsmanager")) {
      return List.of(
          new Needed(
              "secretsmanager:" + request.operation(),
              "arn:aws:secretsmanager:us-east-1:000000000000:secret:" + request.key() + "-AbCdEf",
              ""));
    }
    if (request.service().equals("events")) {
      return List.of(new Needed("events:" + request.operation(), "arn:local:" + request.key(), ""));
    }
    String bucket = "arn:aws:s3:::" + request.bucket();
    String object = bucket + "/" + request.key();
    var needed = new ArrayList<Needed>();
    switch (request.operation()) {
      case "GetObject", "HeadObject" -> {
        boolean version = request.query().containsKey("versionId");
        needed.add(new Needed(version ? "s3:GetObjectVersion" : "s3:GetObject", object, ""));
        // Only `DropPictures` asks whether a version exists, and takes 403 as it takes 404.
        boolean either = version && request.operation().equals("HeadObject");
        if (request.status() == NOT_FOUND && !either) {
          // Without the right to list, S3 answers 403 instead; it asks with the key as the prefix.
          needed.add(new Needed("s3:ListBucket", bucket, request.key()));
        }
      }
      case "PutObject", "CreateMultipartUpload", "UploadPart", "CompleteMultipartUpload" ->
          needed.add(new Needed("s3:PutObject", object, ""));
      case "ListParts" -> needed.add(new Needed("s3:ListMultipartUploadParts", object, ""));
      case "DeleteObject" -> needed.add(new Needed("s3:DeleteObject", object, ""));
      case "ListObjectsV2" -> needed.add(listing("s3:ListBucket", bucket, request));
      case "ListObjectVersions" -> needed.add(listing("s3:ListBucketVersions", bucket, request));
      default -> needed.add(new Needed("s3:" + request.operation(), object, ""));
    }
    return needed;
  }

  private static Needed listing(String action, String bucket, RecordedRequest request) {
    return new Needed(action, bucket, request.query().getOrDefault("prefix", ""));
  }
}
