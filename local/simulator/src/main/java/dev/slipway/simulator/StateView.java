package dev.slipway.simulator;

import java.util.List;
import java.util.Map;

/// The snapshot as the admin route answers it: like `Snapshot`, with dates as text.
///
/// @param issuerId Issuer ID of the default team
/// @param now the simulator's time
/// @param calls number of API calls by operation
/// @param buildUploads all build uploads
/// @param builds all builds
/// @param appStoreVersions all versions
/// @param reviewSubmissions all submissions
/// @param screenshotSets all sets of screenshots
/// @param previewSets all sets of previews
/// @param reviewAttachments all attachments of review details
/// @param appInfos all app infos
/// @param prices the manual prices of all apps
/// @param availabilities the availabilities that were set
record StateView(
    String issuerId,
    String now,
    Map<String, Long> calls,
    List<Snapshot.BuildUpload> buildUploads,
    List<Snapshot.Build> builds,
    List<Snapshot.AppStoreVersion> appStoreVersions,
    List<Submission> reviewSubmissions,
    List<Snapshot.MediaSet> screenshotSets,
    List<Snapshot.MediaSet> previewSets,
    List<Snapshot.ReviewAttachment> reviewAttachments,
    List<Snapshot.AppInfo> appInfos,
    List<Snapshot.Price> prices,
    List<Snapshot.Availability> availabilities) {

  record Submission(
      String id,
      String appId,
      String platform,
      String state,
      String submittedDate,
      List<String> appStoreVersionIds,
      List<String> itemKinds) {}

  static StateView of(AppStoreConnectSimulator simulator) {
    Snapshot snapshot = simulator.snapshot();
    return new StateView(
        simulator.issuerId(),
        simulator.clock().instant().toString(),
        simulator.calls(),
        snapshot.buildUploads(),
        snapshot.builds(),
        snapshot.appStoreVersions(),
        snapshot.reviewSubmissions().stream()
            .map(
                one ->
                    new Submission(
                        one.id(),
                        one.appId(),
                        one.platform(),
                        one.state(),
                        one.submittedDate() == null ? "" : one.submittedDate().toString(),
                        one.appStoreVersionIds(),
                        one.itemKinds()))
            .toList(),
        snapshot.screenshotSets(),
        snapshot.previewSets(),
        snapshot.reviewAttachments(),
        snapshot.appInfos(),
        snapshot.prices(),
        snapshot.availabilities());
  }
}
