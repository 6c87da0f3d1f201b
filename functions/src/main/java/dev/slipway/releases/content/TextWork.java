package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.AppStoreConnectClient;
import dev.slipway.appstoreconnect.appstoreversions.AppVersionState;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.resource.MediaFamily;
import dev.slipway.appstoreconnect.resource.MediaId.MediaAssetId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreReviewDetailId;
import dev.slipway.appstoreconnect.resource.ResourceId.AppStoreVersionId;
import dev.slipway.appstoreconnect.resource.ResourceId.LocalizationId;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.TextField;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.content.diff.AppleContent;
import dev.slipway.releases.content.diff.AppleContent.Information;
import dev.slipway.releases.content.diff.Asset;
import dev.slipway.releases.content.diff.ContentChange;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.ChangeAvailability;
import dev.slipway.releases.content.diff.ContentChange.ChangeInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.ChangeVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateAvailability;
import dev.slipway.releases.content.diff.ContentChange.CreateInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.CreateVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.RemoveInformationLocale;
import dev.slipway.releases.content.diff.ContentChange.RemoveVersionLocale;
import dev.slipway.releases.content.diff.ContentChange.SetCategories;
import dev.slipway.releases.content.diff.ContentChange.SetPrice;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.content.diff.ContentRules;
import dev.slipway.releases.content.diff.ReviewDiff;
import dev.slipway.releases.model.ledgers.ContentLedger;
import dev.slipway.releases.refusals.CarriedContent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// Carries out all changes except screenshots and previews, one after the other. For one round.
final class TextWork {
  private final AppStoreConnectClient apple;
  private final AppId app;
  private final AppStoreVersionId version;
  private final ContentRules rules;
  private final FileTransfer transfer;
  private final Journal journal;
  private final PricingWork pricing;
  private final Map<String, LocalizationId> locales = new HashMap<>();
  private boolean localesAdded;
  private @Nullable Information informationNow;
  private @Nullable AppStoreReviewDetailId reviewDetail;

  TextWork(
      AppStoreConnectClient apple,
      AppId app,
      AppStoreVersionId version,
      AppleContent present,
      ContentRules rules,
      FileTransfer transfer,
      Journal journal) {
    this.apple = apple;
    this.app = app;
    this.version = version;
    this.rules = rules;
    this.transfer = transfer;
    this.journal = journal;
    this.pricing = new PricingWork(apple, app, journal);
    present.locales().forEach((locale, texts) -> locales.put(locale, texts.id()));
  }

  /// Returns the version's locales, including added ones.
  Map<String, LocalizationId> locales() {
    return locales;
  }

  /// Carries out a change. A refusal ends the round.
  ///
  /// @throws IllegalArgumentException for a change of media
  void carryOut(ContentChange change) {
    RefusedCalls.carrying(CarriedContent.of(change), () -> write(change));
  }

  private void write(ContentChange change) {
    switch (change) {
      case CreateVersionLocale create -> createVersionLocale(create);
      case ChangeVersionLocale texts -> changeVersionLocale(texts);
      case RemoveVersionLocale(String locale, LocalizationId id) -> {
        journal.delete(() -> apple.appStoreVersionLocalizations().delete(id));
        locales.remove(locale);
      }
      case CreateInformationLocale create -> createInformationLocale(create);
      case ChangeInformationLocale(String locale, var id, var texts) ->
          requireDone(
              locale,
              texts,
              AppleContentReader.texts(
                  journal.write(() -> apple.appInfoLocalizations().update(id, attributes(texts)))));
      case RemoveInformationLocale(String _, var id) ->
          journal.delete(() -> apple.appInfoLocalizations().delete(id));
      case SetCategories(var appInfo, var categories) ->
          journal.write(() -> apple.appInfos().setCategories(appInfo, values(categories)));
      case AnswerAgeRating(var id, var answers) ->
          requireDone(
              answers,
              journal
                  .write(() -> apple.ageRatingDeclarations().update(id, values(answers)))
                  .answers());
      case DeclareContentRights(var before, var after) -> {
        var now =
            journal
                .write(() -> apple.apps().declareContentRights(app, after))
                .contentRightsDeclaration();
        if (now == before && now != after) {
          throw new RoundEndedException(LookAgain.ignored(List.of("$.contentRights")));
        }
      }
      case WriteReviewDetail write -> writeReviewDetail(write);
      case AttachReviewFile attach -> attachReviewFile(attach);
      case SetPrice price -> pricing.set(price);
      case CreateAvailability create -> pricing.create(create);
      case ChangeAvailability availability -> pricing.change(availability);
      case ContentChange.MediaChange _ ->
          throw new IllegalArgumentException("media are arranged elsewhere");
    }
  }

  private void changeVersionLocale(ChangeVersionLocale change) {
    try {
      var answered =
          journal.write(
              () ->
                  apple
                      .appStoreVersionLocalizations()
                      .update(change.id(), attributes(change.texts())));
      requireDone(change.locale(), change.texts(), AppleContentReader.texts(answered));
    } catch (Conflict e) {
      attachBuildAgain(e);
      throw e;
    }
  }

  /// Attaches the build again if Apple locks What's New of a rejected version until a build is
  /// attached, as one author saw it (review-live.md, E), and ends the round.
  private void attachBuildAgain(Conflict e) {
    var build = rules.build();
    boolean lacksBuild =
        rules.versionState() == AppVersionState.REJECTED
            && e.hasCode("STATE_ERROR")
            && e.allErrors().anyMatch(error -> error.detail().contains("'whatsNew'"));
    if (lacksBuild && build != null) {
      journal.write(() -> apple.appStoreVersions().attachBuild(version, build));
      throw new RoundEndedException(new LookAgain(e));
    }
  }

  /// Ends the round if Apple answers with the texts that it had: it may answer 200 to a change that
  /// it does not make (media-live.md, 3.3). A text that is neither the old one nor ours counts as
  /// made: Apple may write it in another form.
  private static void requireDone(
      String locale, Map<TextField, NewValue<String>> texts, Map<TextField, String> answered) {
    var ignored = new ArrayList<String>();
    texts.forEach(
        (field, text) -> {
          String now = answered.get(field);
          String before = text.before();
          boolean same = now == null ? before == null : PlainText.isSame(now, before);
          if (same && !PlainText.isSame(text.after(), now)) {
            ignored.add("metadata/" + locale + "/" + field.fileName());
          }
        });
    if (!ignored.isEmpty()) {
      throw new RoundEndedException(LookAgain.ignored(ignored));
    }
  }

  private static void requireDone(
      Map<String, NewValue<Object>> answers, Map<String, Object> answered) {
    boolean ignored =
        answers.entrySet().stream()
            .anyMatch(
                answer -> {
                  Object now = answered.get(answer.getKey());
                  return Objects.equals(now, answer.getValue().before())
                      && !Objects.equals(now, answer.getValue().after());
                });
    if (ignored) {
      throw new RoundEndedException(LookAgain.ignored(List.of("app_rating_config.json")));
    }
  }

  private static void requireDone(WriteReviewDetail write, AppStoreReviewDetail answered) {
    var ignored = new ArrayList<String>();
    for (ReviewField field : ReviewField.values()) {
      var change = write.fields().get(field.attribute());
      if (change != null) {
        String now = ReviewDiff.value(answered, field);
        boolean same = Objects.equals(now, change.before());
        if (same && !PlainText.isSame(String.valueOf(change.after()), now)) {
          ignored.add("metadata/review_information/" + field.fileName());
        }
      }
    }
    if (!ignored.isEmpty()) {
      throw new RoundEndedException(LookAgain.ignored(ignored));
    }
  }

  private void createVersionLocale(CreateVersionLocale create) {
    var created =
        journal.create(
            () ->
                apple
                    .appStoreVersionLocalizations()
                    .create(version, create.locale(), attributes(create.texts())));
    locales.put(create.locale(), created.id());
    localesAdded = true;
    journal.learned("versionLocalization/" + create.locale(), created.id().value());
  }

  /// Creates a locale of the app's information. Apple may add it together with the version's
  /// (fastlane, upload_metadata.rb), so the information is read once before the first one is
  /// created.
  private void createInformationLocale(CreateInformationLocale create) {
    if (localesAdded && informationNow == null) {
      informationNow = new AppleContentReader(apple).information(app);
    }
    var present = informationNow == null ? null : informationNow.locales().get(create.locale());
    if (present == null) {
      var texts = attributes(create.texts());
      String name = texts.remove(TextField.NAME.attribute());
      var created =
          journal.create(
              () ->
                  apple
                      .appInfoLocalizations()
                      .create(create.appInfo(), create.locale(), String.valueOf(name), texts));
      journal.learned("appInfoLocalization/" + create.locale(), created.id().value());
      return;
    }
    var differing = new LinkedHashMap<TextField, NewValue<String>>();
    create
        .texts()
        .forEach(
            (field, text) -> {
              boolean wanted = text.source() != null || !present.texts().containsKey(field);
              if (wanted && !PlainText.isSame(text.after(), present.texts().get(field))) {
                differing.put(field, text);
              }
            });
    if (!differing.isEmpty()) {
      journal.write(() -> apple.appInfoLocalizations().update(present.id(), attributes(differing)));
    }
    journal.learned("appInfoLocalization/" + create.locale(), present.id().value());
  }

  private void writeReviewDetail(WriteReviewDetail write) {
    var id = write.id();
    if (id == null) {
      var created = journal.create(() -> apple.reviewDetails().create(version, write.attributes()));
      reviewDetail = created.id();
    } else {
      var answered = journal.write(() -> apple.reviewDetails().update(id, write.attributes()));
      requireDone(write, answered);
      reviewDetail = id;
    }
    var learned = new HashMap<String, String>();
    learned.put(ContentLedger.REVIEW_DETAIL, reviewDetail.value());
    if (write.password() != null) {
      learned.put(ContentLedger.PASSWORD_SENT, reviewDetail.value());
    }
    journal.record(ledger -> ledger.withFound(learned));
  }

  private void attachReviewFile(AttachReviewFile attach) {
    var detail = attach.reviewDetail() == null ? reviewDetail : attach.reviewDetail();
    if (detail == null) {
      throw new IllegalStateException("the review detail comes before its attachment");
    }
    var file = attach.file();
    String checksum = transfer.checksum(file);
    attach.removed().forEach(this::removeAttachment);
    Asset asset = attach.resumed();
    if (asset == null) {
      asset =
          journal.create(
              () ->
                  Asset.of(apple.mediaAssets().reserve(detail, file.fileName(), file.sizeBytes())));
      recordAsset(attach, asset, false);
    }
    if (!transfer.send(file, asset.operations(), journal)) {
      removeAttachment(asset);
      throw new RoundEndedException(new LookAgain(null));
    }
    var id = new MediaAssetId(MediaFamily.REVIEW_ATTACHMENTS, asset.id());
    journal.complete(() -> apple.mediaAssets().commit(id, checksum));
    recordAsset(attach, asset, true);
  }

  private void removeAttachment(Asset asset) {
    var id = new MediaAssetId(MediaFamily.REVIEW_ATTACHMENTS, asset.id());
    journal.delete(() -> apple.mediaAssets().delete(id));
  }

  private void recordAsset(AttachReviewFile attach, Asset asset, boolean committed) {
    var file = attach.file();
    var kept =
        new ContentLedger.Asset(file.versionId(), asset.id(), committed, attach.replacements());
    journal.record(ledger -> ledger.withAsset(file.key(), kept));
  }

  private static Map<String, String> attributes(Map<TextField, NewValue<String>> texts) {
    var attributes = new LinkedHashMap<String, String>();
    texts.forEach((field, text) -> attributes.put(field.attribute(), text.after()));
    return attributes;
  }

  private static <K, V> Map<K, V> values(Map<K, NewValue<V>> changes) {
    var values = new LinkedHashMap<K, V>();
    changes.forEach((key, value) -> values.put(key, value.after()));
    return values;
  }
}
