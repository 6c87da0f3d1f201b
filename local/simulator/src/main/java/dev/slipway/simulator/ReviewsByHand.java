package dev.slipway.simulator;

import dev.slipway.simulator.resource.AppReview;

/// `Reviews` on a running simulator.
record ReviewsByHand(AppStoreConnectSimulator simulator, AppReview appReview) implements Reviews {
  @Override
  public void startReview(String id) {
    simulator.change(() -> appReview.start(appReview.submissionOf(id)));
  }

  @Override
  public void approve(String id) {
    simulator.change(() -> appReview.approve(appReview.submissionOf(id)));
  }

  @Override
  public void reject(String id) {
    simulator.change(() -> appReview.reject(appReview.submissionOf(id), "REJECTED"));
  }

  @Override
  public void metadataReject(String id) {
    simulator.change(() -> appReview.reject(appReview.submissionOf(id), "METADATA_REJECTED"));
  }

  @Override
  public void script(ReviewScript script) {
    simulator.change(() -> appReview.script(script));
  }
}
