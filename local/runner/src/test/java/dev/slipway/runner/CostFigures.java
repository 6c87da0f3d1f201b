package dev.slipway.runner;

import dev.slipway.localaws.http.RecordedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/// What `infrastructure/costs.py` counts, and the same counted in a local run.
final class CostFigures {
  private static final Set<String> WRITES =
      Set.of(
          "PutObject",
          "CopyObject",
          "CreateMultipartUpload",
          "UploadPart",
          "CompleteMultipartUpload",
          "ListObjectsV2",
          "ListObjectVersions",
          "ListParts");
  private static final Set<String> READS = Set.of("GetObject", "HeadObject");

  /// Requests as AWS bills them; deletions are free.
  ///
  /// @param writes PUT, COPY, POST and LIST of S3
  /// @param reads GET and HEAD of S3
  /// @param secretReads GetSecretValue
  record Counted(long writes, long reads, long secretReads) {}

  private CostFigures() {}

  /// Returns a constant of the script.
  static long constant(String name) throws IOException {
    String script = Files.readString(RepositoryFiles.file("infrastructure/costs.py"));
    var found = Pattern.compile("^" + name + " = (\\d+)( |$)", Pattern.MULTILINE).matcher(script);
    if (!found.find()) {
      throw new AssertionError("infrastructure/costs.py has no " + name);
    }
    return Long.parseLong(found.group(1));
  }

  /// Counts the requests of the functions.
  static Counted of(List<RecordedRequest> requests, String... functions) {
    var callers = Arrays.asList(functions); // takes requests without a token, too
    var own =
        requests.stream().filter(request -> callers.contains(request.sessionToken())).toList();
    return new Counted(
        own.stream().filter(request -> isOfS3(request, WRITES)).count(),
        own.stream().filter(request -> isOfS3(request, READS)).count(),
        own.stream().filter(request -> request.operation().equals("GetSecretValue")).count());
  }

  private static boolean isOfS3(RecordedRequest request, Set<String> operations) {
    return request.service().equals("s3") && operations.contains(request.operation());
  }
}
