package dev.slipway.simulator.contract;

import java.util.List;

/// Looks at every exchange, and remembers what broke the contract.
public interface ContractCheck {
  /// A check that never finds anything, for when Apple's document is not at hand.
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
          // nothing to compare with
        }

        @Override
        public List<String> violations() {
          return List.of();
        }
      };

  /// Looks at one exchange; never throws.
  void check(
      String method,
      String path,
      String rawQuery,
      String requestBody,
      int status,
      String responseBody);

  /// What broke the contract so far, in order.
  List<String> violations();
}
