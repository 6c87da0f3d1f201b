package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.resource.AssetState;
import dev.slipway.appstoreconnect.reviewdetails.AppStoreReviewDetail;
import dev.slipway.drops.ObjectVersion;
import dev.slipway.drops.metadata.DemoPassword;
import dev.slipway.drops.metadata.ReviewField;
import dev.slipway.drops.metadata.ReviewInformation;
import dev.slipway.drops.texts.PlainText;
import dev.slipway.releases.content.diff.ContentChange.AttachReviewFile;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.WriteReviewDetail;
import dev.slipway.releases.model.ledgers.ContentLedger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/// Compares the information for App Review.
public final class ReviewDiff {
  private static final String DEMO_REQUIRED = "demoAccountRequired";

  private ReviewDiff() {}

  static List<ContentChange> of(
      ReviewInformation wanted, @Nullable AppStoreReviewDetail present, OwnWork own) {
    if (wanted.isEmpty()) {
      return List.of();
    }
    var changes = new ArrayList<ContentChange>();
    var fields = fields(wanted, present);
    var password = password(wanted.password(), present, own);
    if (present == null || !fields.isEmpty() || password != null) {
      changes.add(new WriteReviewDetail(present == null ? null : present.id(), fields, password));
    }
    var attachment = wanted.attachment();
    if (attachment != null) {
      attachment(attachment, present, own).ifPresent(changes::add);
    }
    return changes;
  }

  private static SequencedMap<String, NewValue<Object>> fields(
      ReviewInformation wanted, @Nullable AppStoreReviewDetail present) {
    var fields = new LinkedHashMap<String, NewValue<Object>>();
    for (ReviewField field : ReviewField.values()) {
      var text = wanted.fields().get(field);
      String before = present == null ? null : value(present, field);
      if (text != null && !PlainText.isSame(text.value(), before)) {
        fields.put(field.attribute(), new NewValue<>(before, text.value(), text.source()));
      }
    }
    Boolean before = present == null ? null : present.demoAccountRequired();
    var password = wanted.password();
    if (wanted.fields().containsKey(ReviewField.DEMO_USER) && password != null) {
      if (!Boolean.TRUE.equals(before)) {
        fields.put(DEMO_REQUIRED, new NewValue<>(before, true, password.source()));
      }
    } else if (present == null) {
      fields.put(DEMO_REQUIRED, new NewValue<>(null, false, null));
    }
    return fields;
  }

  /// Returns Apple's value of a field.
  public static @Nullable String value(AppStoreReviewDetail detail, ReviewField field) {
    return switch (field) {
      case FIRST_NAME -> detail.contactFirstName();
      case LAST_NAME -> detail.contactLastName();
      case PHONE -> detail.contactPhone();
      case EMAIL -> detail.contactEmail();
      case DEMO_USER -> detail.demoAccountName();
      case NOTES -> detail.notes();
    };
  }

  private static @Nullable DemoPassword password(
      @Nullable DemoPassword wanted, @Nullable AppStoreReviewDetail present, OwnWork own) {
    if (wanted == null || present == null) {
      return wanted;
    }
    var shown = present.demoAccountPassword();
    boolean same = shown == null ? own.passwordSent() : shown.value().equals(wanted.reveal());
    return same ? null : wanted;
  }

  private static Optional<ContentChange> attachment(
      ObjectVersion file, @Nullable AppStoreReviewDetail present, OwnWork own) {
    var removed = new ArrayList<Asset>();
    @Nullable Asset resumed = null;
    var reserved = own.reserved(file);
    int replacements = reserved.map(ContentLedger.Asset::replacements).orElse(0);
    var assets =
        present == null ? List.<Asset>of() : present.attachments().stream().map(Asset::of).toList();
    for (Asset asset : assets) {
      boolean ours = reserved.map(ContentLedger.Asset::id).equals(Optional.of(asset.id()));
      if (!ours && !asset.fileName().equals(file.fileName())) {
        continue;
      }
      if (asset.state() == AssetState.FAILED) {
        replacements += ours ? 1 : 0;
        removed.add(asset);
      } else if (asset.state() == AssetState.AWAITING_UPLOAD) {
        if (resumed == null
            && asset.sizeBytes() == file.sizeBytes()
            && !asset.operations().isEmpty()) {
          resumed = asset;
        } else {
          removed.add(asset);
        }
      } else if (ours || isSame(file, asset, own)) {
        return Optional.empty();
      } else {
        removed.add(asset);
      }
    }
    return Optional.of(
        new AttachReviewFile(
            present == null ? null : present.id(), file, removed, resumed, replacements));
  }

  private static boolean isSame(ObjectVersion file, Asset asset, OwnWork own) {
    String checksum = own.checksum(file);
    return asset.checksum() == null
        ? asset.sizeBytes() == file.sizeBytes()
        : checksum != null && checksum.equalsIgnoreCase(asset.checksum());
  }
}
