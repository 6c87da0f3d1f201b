package dev.slipway.appstoreconnect.reviewdetails;

/// The password of the account that App Review signs in with. `toString` hides it.
public record DemoAccountPassword(String value) {
  @Override
  public String toString() {
    return "DemoAccountPassword[hidden]";
  }
}
