package dev.slipway.appstoreconnect.testflight;

import dev.slipway.appstoreconnect.http.ApiConnection;
import dev.slipway.appstoreconnect.http.ApiRequest;
import dev.slipway.appstoreconnect.resource.ResourceId.AppId;
import dev.slipway.appstoreconnect.resource.TestFlightId.BetaGroupId;
import dev.slipway.json.JsonFields;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Testers of apps. Apple has a tester of its own for each app and e-mail address
/// (first-release-live.md, F). Thread-safe.
public final class BetaTestersClient {
  private static final String TESTERS = "/v1/betaTesters";

  /// So many addresses keep the address of a call below 8 KiB.
  private static final int EMAILS_PER_CALL = 25;

  private final ApiConnection connection;

  public BetaTestersClient(ApiConnection connection) {
    this.connection = connection;
  }

  /// Returns the testers of a group with these addresses, one call for each 25 of them.
  public List<BetaTester> inGroup(BetaGroupId group, List<String> emails) {
    var found = new ArrayList<BetaTester>();
    for (int from = 0; from < emails.size(); from += EMAILS_PER_CALL) {
      found.addAll(
          connection.all(
              listing(emails.subList(from, Math.min(emails.size(), from + EMAILS_PER_CALL)))
                  .query("filter[betaGroups]", group.value()),
              BetaTester::read));
    }
    return found;
  }

  /// Returns the app's tester with this address.
  public Optional<BetaTester> find(AppId app, String email) {
    return connection
        .all(listing(List.of(email)).query("filter[apps]", app.value()), BetaTester::read)
        .stream()
        .findFirst();
  }

  private static ApiRequest listing(List<String> emails) {
    return ApiRequest.get(TESTERS)
        .query("filter[email]", String.join(",", emails))
        .query("fields[betaTesters]", BetaTester.FIELDS)
        .query("limit", "200");
  }

  /// Creates a tester within a group. If the app has a tester with the address, Apple answers
  /// Conflict. Apple sends the invitation when the group has a build that can be installed
  /// (first-release-live.md, F).
  public BetaTester create(
      BetaGroupId group, String email, @Nullable String firstName, @Nullable String lastName) {
    return connection.send(
        ApiRequest.post(
            TESTERS,
            JsonFields.with("type", "betaTesters")
                .put(
                    "attributes",
                    JsonFields.with("email", email)
                        .putIfNotNull("firstName", firstName)
                        .putIfNotNull("lastName", lastName))
                .put(
                    "relationships",
                    JsonFields.with(
                        "betaGroups", JsonFields.with("data", List.of(group.linkage()))))),
        document -> BetaTester.read(document.one()));
  }
}
