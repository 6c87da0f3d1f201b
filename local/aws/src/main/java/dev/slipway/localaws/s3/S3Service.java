package dev.slipway.localaws.s3;

import dev.slipway.localaws.http.Request;
import dev.slipway.localaws.http.Service;
import dev.slipway.localaws.objects.Bucket;
import dev.slipway.localaws.objects.ObjectStore;
import dev.slipway.localaws.objects.S3Failure;
import dev.slipway.localaws.signature.SignatureFault;
import dev.slipway.localaws.signature.SignedBody;
import dev.slipway.wire.Answer;
import java.io.IOException;

/// S3, path-style. Safe for use by many threads.
public final class S3Service implements Service {
  private final ObjectStore store;
  private final SignedBody signatures;
  private final BucketOperations bucketOperations;
  private final ObjectWrites objectWrites;
  private final MultipartOperations multipartOperations;

  /// Serves this store to requests whose signature and body `signatures` verifies.
  public S3Service(ObjectStore store, SignedBody signatures, String region) {
    this.store = store;
    this.signatures = signatures;
    this.bucketOperations = new BucketOperations(store, region);
    this.objectWrites = new ObjectWrites(store);
    this.multipartOperations = new MultipartOperations(store);
  }

  @Override
  public String name() {
    return "s3";
  }

  @Override
  public Call call(Request request) {
    try {
      S3Path path = S3Path.of(request.rawPath());
      return new S3Call(request, path, S3Operation.of(request, path.bucket(), path.key()));
    } catch (S3Failure e) {
      return new RefusedCall(failure(request, e));
    }
  }

  @Override
  public Answer failure(Request request, int status, String code, String message) {
    return failure(request, new S3Failure(status, code, message));
  }

  private static Answer failure(Request request, S3Failure failure) {
    XmlWriter xml = XmlWriter.error();
    xml.element("Code", failure.code());
    xml.element("Message", failure.text());
    xml.element("Resource", request.rawPath());
    xml.element("RequestId", request.id());
    Answer answer =
        request.method().equals("HEAD") || failure.status() == 304
            ? Answer.of(failure.status())
            : Answer.of(failure.status(), "application/xml", xml.finish());
    return answer.with(failure.headers());
  }

  /// A request that is refused for its path or its operation.
  private record RefusedCall(Answer answer) implements Call {
    @Override
    public String operation() {
      return "Unknown";
    }

    @Override
    public String bucket() {
      return "";
    }

    @Override
    public String key() {
      return "";
    }

    @Override
    public Answer run() {
      return answer;
    }
  }

  private final class S3Call implements Call {
    private final Request request;
    private final S3Path path;
    private final S3Operation operation;

    private S3Call(Request request, S3Path path, S3Operation operation) {
      this.request = request;
      this.path = path;
      this.operation = operation;
    }

    @Override
    public String operation() {
      return operation.awsName();
    }

    @Override
    public String bucket() {
      return path.bucket();
    }

    @Override
    public String key() {
      return path.key();
    }

    @Override
    public Answer run() throws IOException {
      try {
        return perform(authenticated());
      } catch (S3Failure e) {
        return failure(request, e);
      } catch (SignatureFault e) {
        return failure(request, e.reason().s3Status(), e.reason().s3Code(), e.text());
      }
    }

    private Request authenticated() {
      if (request.query("Signature").isPresent() && request.query("AWSAccessKeyId").isPresent()) {
        throw S3Failure.invalidRequest(
            "The authorization mechanism you have provided is not supported. Please use"
                + " AWS4-HMAC-SHA256: for the aws command line, `aws configure set"
                + " default.s3.signature_version s3v4`.");
      }
      return signatures.verified(request);
    }

    private Answer perform(Request verified) throws IOException {
      String key = path.key();
      return switch (operation) {
        case LIST_BUCKETS -> bucketOperations.list();
        case CREATE_BUCKET -> bucketOperations.create(path.bucket());
        case DELETE_BUCKET -> bucketOperations.delete(path.bucket());
        case HEAD_BUCKET -> {
          store.bucket(path.bucket());
          yield bucketOperations.head();
        }
        case GET_BUCKET_LOCATION -> {
          store.bucket(path.bucket());
          yield bucketOperations.location();
        }
        case GET_BUCKET_VERSIONING -> bucketOperations.versioning(found());
        case PUT_BUCKET_VERSIONING -> bucketOperations.changeVersioning(verified, found());
        case LIST_OBJECTS -> ListOperations.objectsV1(verified, found());
        case LIST_OBJECTS_V2 -> ListOperations.objectsV2(verified, found());
        case LIST_OBJECT_VERSIONS -> ListOperations.versions(verified, found());
        case LIST_MULTIPART_UPLOADS -> MultipartOperations.listUploads(verified, found());
        case DELETE_OBJECTS -> ObjectWrites.deleteMany(verified, found());
        case GET_OBJECT, HEAD_OBJECT -> ObjectReads.read(verified, found(), key);
        case PUT_OBJECT -> objectWrites.put(verified, found(), key);
        case COPY_OBJECT -> objectWrites.copy(verified, found(), key);
        case DELETE_OBJECT -> ObjectWrites.delete(verified, found(), key);
        case GET_OBJECT_TAGGING -> ObjectWrites.tags(verified, found(), key);
        case PUT_OBJECT_TAGGING -> ObjectWrites.tag(verified, found(), key);
        case DELETE_OBJECT_TAGGING -> ObjectWrites.untag(verified, found(), key);
        case CREATE_MULTIPART_UPLOAD -> MultipartOperations.create(verified, found(), key);
        case UPLOAD_PART -> multipartOperations.uploadPart(verified, found(), key);
        case LIST_PARTS -> MultipartOperations.listParts(verified, found(), key);
        case COMPLETE_MULTIPART_UPLOAD -> multipartOperations.complete(verified, found(), key);
        case ABORT_MULTIPART_UPLOAD -> MultipartOperations.abort(verified, found(), key);
      };
    }

    private Bucket found() {
      return store.bucket(path.bucket());
    }
  }
}
