package dev.slipway.simulator.contract;

import dev.slipway.simulator.catalogue.Catalogue;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/// Checks the exchanges of one simulator against Apple's document. Safe for use by many threads.
public final class ContractRecorder implements ContractCheck {
  private static final int MOST = 100;
  private static final int NOT_BUILT = 501;

  private final List<Path> files;
  private final boolean allowInvalidRequests;
  private final List<String> violations = new CopyOnWriteArrayList<>();

  /// Checks against this document, which is parsed at the first exchange: Apple's file, then its
  /// overlays.
  ///
  /// @param allowInvalidRequests whether requests that are answered with 4xx may violate the
  ///   contract
  /// @throws IllegalArgumentException if a file does not exist
  public ContractRecorder(List<Path> files, boolean allowInvalidRequests) {
    for (Path file : files) {
      if (!Files.isReadable(file)) {
        throw new IllegalArgumentException(
            "asc.openapi names "
                + file
                + ", which is not a readable file; leave it empty to skip the contract check");
      }
    }
    this.files = List.copyOf(files);
    this.allowInvalidRequests = allowInvalidRequests;
  }

  @Override
  public void check(
      String method,
      String path,
      String rawQuery,
      String requestBody,
      int status,
      String responseBody) {
    if (status == NOT_BUILT) {
      // The simulator's own answer, to an operation that Apple has.
      return;
    }
    OpenApiContract contract = OpenApiContract.of(files);
    if (!contract.has(method, path) && Catalogue.instance().find(method, path) != null) {
      // The file may hold a part of Apple's document; a test names the operations that it lacks.
      return;
    }
    boolean refused = status >= 400 && status < 500;
    if (!(allowInvalidRequests && refused)) {
      contract
          .requestProblems(method, path, rawQuery, requestBody)
          .forEach(problem -> add(method, path, rawQuery, status, problem));
    }
    contract
        .answerProblems(method, path, status, responseBody)
        .forEach(problem -> add(method, path, rawQuery, status, problem));
  }

  private void add(String method, String path, String rawQuery, int status, String problem) {
    if (violations.size() < MOST) {
      violations.add(
          method
              + " "
              + path
              + (rawQuery.isEmpty() ? "" : "?" + rawQuery)
              + " -> "
              + status
              + ": "
              + problem);
    }
  }

  @Override
  public List<String> violations() {
    return List.copyOf(violations);
  }
}
