package dev.slipway.simulator;

import dev.slipway.simulator.review.AppReview;
import dev.slipway.simulator.settings.ReviewScript;
import dev.slipway.simulator.testflight.BetaAppReview;

/// Implements `Reviews` on a running simulator.
record ReviewsByHand(
    AppStoreConnectSimulator simulator, AppReview appReview, BetaAppReview betaAppReview)
    implements Reviews {
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
  public void rejectPurchase(String purchaseVersionId) {
    simulator.change(() -> appReview.rejectPurchase(purchaseVersionId));
  }

  @Override
  public void invalidBinary(String id) {
    simulator.change(() -> appReview.reject(appReview.submissionOf(id), "INVALID_BINARY"));
  }

  @Override
  public void reply(String id) {
    simulator.change(() -> appReview.reply(appReview.submissionOf(id)));
  }

  @Override
  public void script(ReviewScript script) {
    simulator.change(
        () -> {
          appReview.script(script);
          betaAppReview.script(script);
        });
  }

  @Override
  public void startBetaReview(String id) {
    simulator.change(() -> betaAppReview.start(betaAppReview.submissionOf(id)));
  }

  @Override
  public void approveBeta(String id) {
    simulator.change(() -> betaAppReview.end(betaAppReview.submissionOf(id), "APPROVED"));
  }

  @Override
  public void rejectBeta(String id) {
    simulator.change(() -> betaAppReview.end(betaAppReview.submissionOf(id), "REJECTED"));
  }
}
