package dev.slipway.localaws.endpoints;

import dev.slipway.localaws.endpoints.Endpoint.Service;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.secretsmanager.model.Filter;
import software.amazon.awssdk.services.secretsmanager.model.FilterNameStringType;
import software.amazon.awssdk.services.secretsmanager.model.ResourceNotFoundException;
import software.amazon.awssdk.services.secretsmanager.model.SecretListEntry;

/// Buckets, secrets and buses of one run, all under one prefix that nobody else has. Closing
/// removes them with all that is in them.
public final class Disposables implements AutoCloseable {
  private final Endpoint endpoint;
  private final AwsClients aws;
  private final String prefix = "slipway-" + UUID.randomUUID().toString().substring(0, 8);
  private final List<String> buckets = new ArrayList<>();
  private final Set<String> secrets = new LinkedHashSet<>();
  private final List<String> buses = new ArrayList<>();

  public Disposables(Endpoint endpoint, AwsClients aws) {
    this.endpoint = endpoint;
    this.aws = aws;
    System.out.println("endpoint: " + endpoint + ", everything under " + prefix);
  }

  /// What all names begin with.
  public String prefix() {
    return prefix;
  }

  /// Makes a bucket.
  public synchronized String bucket(boolean versioned) {
    String bucket = prefix + "-" + UUID.randomUUID();
    aws.s3()
        .createBucket(
            request -> {
              request.bucket(bucket);
              // The one region that may not be named (API Reference, "CreateBucket").
              if (!endpoint.region().equals("us-east-1")) {
                request.createBucketConfiguration(
                    where -> where.locationConstraint(endpoint.region()));
              }
            });
    buckets.add(bucket);
    if (versioned) {
      aws.s3()
          .putBucketVersioning(
              request ->
                  request
                      .bucket(bucket)
                      .versioningConfiguration(
                          versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
    }
    return bucket;
  }

  /// A name for a secret, which may be made or not.
  public synchronized String secretName() {
    String name = prefix + "/" + UUID.randomUUID();
    secrets.add(name);
    return name;
  }

  /// Makes a bus; our own stand-in has every bus, and makes none.
  public synchronized String bus() {
    String bus = prefix + "-" + UUID.randomUUID();
    if (!endpoint.name().equals("local-aws")) {
      aws.events().createEventBus(request -> request.name(bus));
      buses.add(bus);
    }
    return bus;
  }

  /// Removes everything, service by service: what one service refuses keeps nothing else there.
  ///
  /// @throws IllegalStateException naming what is still there, or what could not be looked for
  @Override
  public synchronized void close() {
    var left = new ArrayList<String>();
    if (endpoint.has(Service.EVENT_BRIDGE)) {
      buses.forEach(
          bus -> attempt("bus " + bus, () -> aws.events().deleteEventBus(r -> r.name(bus)), left));
    }
    if (endpoint.has(Service.SECRETS_MANAGER)) {
      attempt(
          "secrets under " + prefix + " that are not listed here",
          () -> secrets.addAll(secretsThere()),
          left);
      secrets.forEach(name -> attempt("secret " + name, () -> removeSecret(name), left));
    }
    buckets.forEach(bucket -> attempt("bucket " + bucket, () -> remove(bucket), left));
    lookForTheRest(left);
    if (!left.isEmpty()) {
      throw new IllegalStateException(
          "Left behind at " + endpoint + ", remove it by hand: " + String.join("; ", left));
    }
  }

  private void lookForTheRest(List<String> left) {
    attempt(
        "buckets under " + prefix + " that are not listed here",
        () ->
            aws.s3().listBuckets().buckets().stream()
                .map(Bucket::name)
                .filter(name -> name.startsWith(prefix))
                .filter(name -> left.stream().noneMatch(line -> line.contains(name)))
                .forEach(name -> left.add("bucket " + name + " (still there)")),
        left);
    if (endpoint.has(Service.SECRETS_MANAGER) && !endpoint.isAws() && left.isEmpty()) {
      // AWS shows a secret that is gone for up to five minutes ("ListSecrets").
      secretsThere().forEach(name -> left.add("secret " + name + " (still there)"));
    }
  }

  private static void attempt(String what, Runnable removal, List<String> left) {
    try {
      removal.run();
    } catch (SdkException e) {
      left.add(what + " (" + e.getMessage() + ")");
    }
  }

  private List<String> secretsThere() {
    return aws
        .secrets()
        .listSecretsPaginator(
            request ->
                request
                    .includePlannedDeletion(true)
                    .filters(
                        Filter.builder().key(FilterNameStringType.NAME).values(prefix).build()))
        .stream()
        .flatMap(page -> page.secretList().stream())
        .map(SecretListEntry::name)
        .filter(name -> name.startsWith(prefix))
        .toList();
  }

  private void removeSecret(String name) {
    try {
      aws.secrets().deleteSecret(r -> r.secretId(name).forceDeleteWithoutRecovery(true));
    } catch (ResourceNotFoundException e) {
      // Never made, or gone already.
    }
  }

  private void remove(String bucket) {
    aws.s3()
        .listMultipartUploads(r -> r.bucket(bucket))
        .uploads()
        .forEach(
            upload ->
                aws.s3()
                    .abortMultipartUpload(
                        r -> r.bucket(bucket).key(upload.key()).uploadId(upload.uploadId())));
    for (var page : aws.s3().listObjectVersionsPaginator(r -> r.bucket(bucket))) {
      var all = new ArrayList<ObjectIdentifier>();
      page.versions().forEach(version -> all.add(identifier(version.key(), version.versionId())));
      page.deleteMarkers().forEach(marker -> all.add(identifier(marker.key(), marker.versionId())));
      if (!all.isEmpty()) {
        aws.s3().deleteObjects(r -> r.bucket(bucket).delete(d -> d.objects(all)));
      }
    }
    aws.s3().deleteBucket(r -> r.bucket(bucket));
  }

  private static ObjectIdentifier identifier(String key, String versionId) {
    return ObjectIdentifier.builder().key(key).versionId(versionId).build();
  }
}
