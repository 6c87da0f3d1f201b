package dev.slipway.releases.content.diff;

import dev.slipway.appstoreconnect.appinfos.AgeRatingDeclaration;
import dev.slipway.appstoreconnect.appinfos.CategorySlot;
import dev.slipway.drops.metadata.AgeRating;
import dev.slipway.drops.metadata.CategoryName;
import dev.slipway.drops.metadata.DropContent;
import dev.slipway.drops.metadata.SourcedText;
import dev.slipway.releases.content.diff.ContentChange.AnswerAgeRating;
import dev.slipway.releases.content.diff.ContentChange.DeclareContentRights;
import dev.slipway.releases.content.diff.ContentChange.NewValue;
import dev.slipway.releases.content.diff.ContentChange.PlaceMedia;
import dev.slipway.releases.content.diff.ContentChange.SetCategories;
import dev.slipway.releases.pricing.PricingFacts;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Computes what must change at Apple to match the drop: pure and deterministic, in the order that
/// works there (reference 7.4: texts, app information, categories, age rating, content rights,
/// price, availability, media, review detail). What the drop does not mention stays unchanged.
public final class ContentDiff {
  private ContentDiff() {}

  /// Returns the changes; empty when Apple already has everything.
  public static List<ContentChange> of(
      DropContent drop, AppleContent apple, ContentRules rules, OwnWork own) {
    var texts = new TextDiff(drop, apple, rules);
    var changes = new ArrayList<ContentChange>();
    changes.addAll(texts.version());
    changes.addAll(texts.information());
    categories(drop, apple).ifPresent(changes::add);
    ageRating(drop, apple).ifPresent(changes::add);
    contentRights(apple, rules).ifPresent(changes::add);
    changes.addAll(PricingDiff.of(rules.price(), rules.availability(), apple.pricing()));
    changes.addAll(media(drop, apple, rules, own));
    changes.addAll(ReviewDiff.of(drop.review(), apple.reviewDetail(), own));
    return List.copyOf(changes);
  }

  /// Returns only the changes of screenshots and previews.
  public static List<ContentChange> media(
      DropContent drop, AppleContent apple, ContentRules rules, OwnWork own) {
    var changes = new ArrayList<ContentChange>();
    MediaPlace.group(drop.allMedia())
        .forEach(
            (place, files) -> {
              if (!apple.library().places().contains(place)) {
                new MediaDiff(place, rules, own, apple.library().mirrored())
                    .of(files, apple.set(place).orElse(null), apple.twins(place))
                    .ifPresent(changes::add);
                var beside = apple.library().beside().getOrDefault(place, List.of());
                if (!beside.isEmpty()) {
                  changes.add(new PlaceMedia(place, List.of(), List.of(), beside, false));
                }
              }
            });
    changes.addAll(new LibraryDiff(drop.allMedia(), apple.library(), rules, own).changes());
    return changes;
  }

  /// Returns the locales of an update that would lack What's New, which Apple requires in every
  /// locale: neither the drop, nor Apple, nor the previous version has a text.
  public static List<String> localesWithoutWhatsNew(
      DropContent drop, AppleContent apple, ContentRules rules) {
    return new TextDiff(drop, apple, rules).withoutWhatsNew();
  }

  /// Returns whether nothing of the app's information must change, in the locales that it has.
  public static boolean leavesInformation(
      DropContent drop, AppleContent.Information information, ContentRules rules) {
    var apple =
        new AppleContent(new TreeMap<>(), List.of(), information, null, null, PricingFacts.NONE);
    return new TextDiff(drop, apple, rules).information().isEmpty()
        && categories(drop, apple).isEmpty()
        && ageRating(drop, apple).isEmpty();
  }

  private static Optional<ContentChange> categories(DropContent drop, AppleContent apple) {
    var info = apple.appInfo();
    if (info == null) {
      return Optional.empty();
    }
    var changes = new LinkedHashMap<CategorySlot, NewValue<String>>();
    for (CategoryName name : CategoryName.values()) {
      SourcedText wanted = drop.categories().get(name);
      var slot = slot(name);
      String present = info.categories().get(slot);
      if (wanted != null && !wanted.value().equals(present)) {
        changes.put(slot, new NewValue<>(present, wanted.value(), wanted.source()));
      }
    }
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new SetCategories(info.id(), changes));
  }

  private static CategorySlot slot(CategoryName name) {
    return switch (name) {
      case PRIMARY -> CategorySlot.PRIMARY;
      case PRIMARY_FIRST_SUB -> CategorySlot.PRIMARY_SUBCATEGORY_ONE;
      case PRIMARY_SECOND_SUB -> CategorySlot.PRIMARY_SUBCATEGORY_TWO;
      case SECONDARY -> CategorySlot.SECONDARY;
      case SECONDARY_FIRST_SUB -> CategorySlot.SECONDARY_SUBCATEGORY_ONE;
      case SECONDARY_SECOND_SUB -> CategorySlot.SECONDARY_SUBCATEGORY_TWO;
    };
  }

  private static Optional<AnswerAgeRating> ageRating(DropContent drop, AppleContent apple) {
    var info = apple.appInfo();
    return ageRating(drop.ageRating(), info == null ? null : info.ageRating());
  }

  /// Compares the answers about the age rating.
  public static Optional<AnswerAgeRating> ageRating(
      @Nullable AgeRating wanted, @Nullable AgeRatingDeclaration declaration) {
    if (wanted == null || declaration == null) {
      return Optional.empty();
    }
    var changes = new LinkedHashMap<String, NewValue<Object>>();
    new TreeMap<>(wanted.answers())
        .forEach(
            (question, answer) -> {
              Object present = declaration.answers().get(question);
              if (!AgeRating.isSame(answer, present)) {
                changes.put(question, new NewValue<>(present, answer, wanted.source()));
              }
            });
    return changes.isEmpty()
        ? Optional.empty()
        : Optional.of(new AnswerAgeRating(declaration.id(), changes));
  }

  private static Optional<ContentChange> contentRights(AppleContent apple, ContentRules rules) {
    var wanted = rules.contentRights();
    return wanted == null || wanted == apple.contentRights()
        ? Optional.empty()
        : Optional.of(new DeclareContentRights(apple.contentRights(), wanted));
  }
}
