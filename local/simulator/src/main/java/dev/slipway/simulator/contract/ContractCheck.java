package dev.slipway.simulator.contract;

import java.util.List;

/// Checks every exchange and collects the violations of the contract.
public interface ContractCheck {
  /// A check that never finds anything, for when Apple's document is not available.
  ContractCheck NONE =
      new ContractCheck() {
        @Override
        public void check(
            String method,
            String path,
            String rawQuery,
            String requestBody,
            int status,
            String responseBody) {
          // There is no document to compare with.
        }

        @Override
        public List<String> violations() {
          return List.of();
        }
      };

  /// Checks one exchange; never throws.
  void check(
      String method,
      String path,
      String rawQuery,
      String requestBody,
      int status,
      String responseBody);

  /// Returns the violations so far, in order.
  List<String> violations();
}
