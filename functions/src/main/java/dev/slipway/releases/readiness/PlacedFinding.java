package dev.slipway.releases.readiness;

import dev.slipway.json.JsonFields;
import dev.slipway.problems.Finding;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A finding with the page of App Store Connect on which it can be fixed without a drop.
public record PlacedFinding(Finding finding, Where where) {

  /// A page of App Store Connect.
  ///
  /// @param page the way to it, in the words of App Store Connect
  /// @param url its address
  public record Where(String page, String url) {}

  /// Returns whether App Review would not take the app because of this finding.
  public boolean isError() {
    return finding.severity() == Finding.Severity.ERROR;
  }

  /// Returns the form of API answers: the finding's, and `where`.
  Map<String, @Nullable Object> toJson() {
    var fields = new LinkedHashMap<>(finding.toJson());
    fields.put("where", JsonFields.with("page", where.page).put("url", where.url).toMap());
    return fields;
  }
}
