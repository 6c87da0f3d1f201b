package dev.slipway.aws;

import dev.slipway.quotas.TenantQuotas;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The settings of a function from its environment, all checked at its start. Immutable.
public final class Settings {
  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");
  private static final Pattern SECRET_PREFIX = Pattern.compile("[A-Za-z0-9/_+=.@-]{1,200}/");
  private static final Pattern STAGE = Pattern.compile("[A-Za-z][A-Za-z0-9-]{0,15}");
  private static final Pattern EVENT_BUS = Pattern.compile("[A-Za-z0-9/_.:-]{1,1600}");
  private static final Pattern KMS_KEY = Pattern.compile("arn:[A-Za-z0-9:/_-]{1,2000}");

  /// RFC 6749, section 3.3: a scope-token.
  private static final Pattern SCOPE = Pattern.compile("[!#-\\[\\]-~]{1,255}");

  private static final Pattern CONCURRENCY = Pattern.compile("[1-9][0-9]{0,2}");
  private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "localhost", "[::1]");

  private final EnumMap<Setting, String> values;

  private Settings(EnumMap<Setting, String> values) {
    this.values = values;
  }

  /// Reads the settings that a function needs; ignores others that are set.
  ///
  /// @throws IllegalArgumentException naming every setting that is missing or malformed, and every
  ///   variable with our prefix that is unknown
  public static Settings from(Map<String, String> environment, Setting... needed) {
    var values = new EnumMap<Setting, String>(Setting.class);
    var faults = new ArrayList<String>();
    for (Setting setting : EnumSet.copyOf(List.of(needed))) {
      String value = environment.getOrDefault(setting.variable(), "").strip();
      if (value.isEmpty() && !setting.mayBeMissing()) {
        faults.add(setting.variable() + " is missing");
      } else if (!value.isEmpty()) {
        fault(setting, value).ifPresent(faults::add);
        values.put(setting, value);
      }
    }
    var unknown = new TreeSet<String>();
    for (String name : environment.keySet()) {
      if (name.startsWith(Setting.PREFIX)
          && Stream.of(Setting.values()).noneMatch(known -> known.variable().equals(name))) {
        unknown.add(name);
      }
    }
    unknown.forEach(name -> faults.add("Unknown setting " + name));
    if (!faults.isEmpty()) {
      throw new IllegalArgumentException("Settings: " + String.join("; ", faults));
    }
    return new Settings(values);
  }

  public String stateBucket() {
    return value(Setting.STATE_BUCKET);
  }

  public String dropBucket() {
    return value(Setting.DROP_BUCKET);
  }

  public String secretPrefix() {
    return value(Setting.SECRET_PREFIX);
  }

  /// Returns the KMS key; empty for Secrets Manager's own key.
  public Optional<String> secretKmsKey() {
    return Optional.ofNullable(values.get(Setting.SECRET_KMS_KEY));
  }

  public String tenantClaim() {
    return value(Setting.TENANT_CLAIM);
  }

  /// Returns the scope whose tokens act for tenants; empty when no token does.
  public Optional<String> actForTenantsScope() {
    return Optional.ofNullable(values.get(Setting.ACT_FOR_TENANTS_SCOPE));
  }

  /// Returns the scope of tokens that may approve submissions; empty when no token may.
  public Optional<String> approveScope() {
    return Optional.ofNullable(values.get(Setting.APPROVE_SCOPE));
  }

  /// Returns the scope of tokens that may connect teams; empty when every token may.
  public Optional<String> connectScope() {
    return Optional.ofNullable(values.get(Setting.CONNECT_SCOPE));
  }

  /// Returns the scope of tokens that may release; empty when every token may.
  public Optional<String> releaseScope() {
    return Optional.ofNullable(values.get(Setting.RELEASE_SCOPE));
  }

  /// Returns the base URL: https, or http only for this machine.
  public URI appleUrl() {
    return URI.create(value(Setting.APPLE_URL));
  }

  /// Returns the host suffixes, for example `.apple.com`; at least one.
  public List<String> partHosts() {
    return Stream.of(value(Setting.PART_HOSTS).split(",", -1))
        .map(host -> host.strip().toLowerCase(Locale.ROOT))
        .toList();
  }

  /// Returns how many releases may move bytes at the same time; at least one.
  public int uploadConcurrency() {
    return Integer.parseInt(value(Setting.UPLOAD_CONCURRENCY));
  }

  /// Returns the address without a slash at the end: https, or http only for this machine. Empty
  /// when no webhooks are registered.
  public Optional<String> webhookUrl() {
    return Optional.ofNullable(values.get(Setting.WEBHOOK_URL))
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  public String webhookSecretPrefix() {
    return value(Setting.WEBHOOK_SECRET_PREFIX);
  }

  /// Returns the event bus; when empty, nothing is published.
  public Optional<String> eventBus() {
    return Optional.ofNullable(values.get(Setting.EVENT_BUS));
  }

  /// Returns the limits of each tenant.
  public TenantQuotas quotas() {
    String value = values.get(Setting.QUOTAS);
    return value == null ? TenantQuotas.PRESET : TenantQuotas.parse(value);
  }

  /// Returns the address of the pages without a slash at the end; empty when no connect links are
  /// made.
  public Optional<String> pagesUrl() {
    return Optional.ofNullable(values.get(Setting.PAGES_URL))
        .map(url -> url.endsWith("/") ? url.substring(0, url.length() - 1) : url);
  }

  /// Returns the origins to which a connect link may lead back, in lower case; empty when no
  /// connect links are made.
  public Set<String> returnOrigins() {
    return Stream.of(values.getOrDefault(Setting.RETURN_ORIGINS, "").split(",", -1))
        .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
        .filter(origin -> !origin.isEmpty())
        .collect(Collectors.toUnmodifiableSet());
  }

  /// Returns the stage; when empty, nothing is measured.
  public Optional<String> stage() {
    return Optional.ofNullable(values.get(Setting.STAGE));
  }

  private String value(Setting setting) {
    String value = values.get(setting);
    if (value == null) {
      throw new IllegalStateException(setting.variable() + " was not declared as needed");
    }
    return value;
  }

  private static Optional<String> fault(Setting setting, String value) {
    String expectation =
        switch (setting) {
          case STATE_BUCKET, DROP_BUCKET ->
              BUCKET.matcher(value).matches() ? "" : "must be the name of a bucket";
          case SECRET_PREFIX, WEBHOOK_SECRET_PREFIX ->
              SECRET_PREFIX.matcher(value).matches()
                  ? ""
                  : "must be letters, digits and /_+=.@- and end with a slash";
          case SECRET_KMS_KEY ->
              KMS_KEY.matcher(value).matches() ? "" : "must be the ARN of a KMS key";
          case TENANT_CLAIM -> "";
          case ACT_FOR_TENANTS_SCOPE ->
              SCOPE.matcher(value).matches() && !value.equals("none")
                  ? ""
                  : "must be the name of one scope, and not none";
          case APPROVE_SCOPE, CONNECT_SCOPE, RELEASE_SCOPE ->
              SCOPE.matcher(value).matches() ? "" : "must be one scope, without spaces";
          case APPLE_URL, WEBHOOK_URL, PAGES_URL ->
              isBaseUrl(value)
                  ? ""
                  : "must be an https address without a path (http only for this machine)";
          case RETURN_ORIGINS ->
              Stream.of(value.split(",", -1)).allMatch(origin -> isOrigin(origin.strip()))
                  ? ""
                  : "must be https origins without a path, separated by commas (http only for this"
                      + " machine)";
          case PART_HOSTS ->
              Stream.of(value.split(",", -1)).noneMatch(String::isBlank)
                  ? ""
                  : "must be host suffixes separated by commas";
          case UPLOAD_CONCURRENCY ->
              CONCURRENCY.matcher(value).matches() ? "" : "must be a number from 1 to 999";
          case QUOTAS ->
              TenantQuotas.isValid(value)
                  ? ""
                  : "must be 7 numbers from 1 to 999999 with commas between";
          case STAGE ->
              STAGE.matcher(value).matches() ? "" : "must be up to 16 letters, digits and dashes";
          case EVENT_BUS ->
              EVENT_BUS.matcher(value).matches() ? "" : "must be the name or ARN of an event bus";
        };
    return expectation.isEmpty()
        ? Optional.empty()
        : Optional.of(setting.variable() + " " + expectation);
  }

  private static boolean isOrigin(String value) {
    return isBaseUrl(value) && !value.endsWith("/");
  }

  private static boolean isBaseUrl(String value) {
    try {
      var uri = new URI(value);
      if (uri.getHost() == null || uri.getUserInfo() != null || uri.getQuery() != null) {
        return false;
      }
      boolean bare = uri.getPath().isEmpty() || uri.getPath().equals("/");
      return bare
          && ("https".equals(uri.getScheme())
              || ("http".equals(uri.getScheme()) && LOOPBACK.contains(uri.getHost())));
    } catch (URISyntaxException e) {
      return false;
    }
  }
}
