package dev.slipway.releases.content;

import dev.slipway.appstoreconnect.errors.AppStoreConnectException;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.AppleFault;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Conflict;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Forbidden;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Invalid;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.NotFound;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.RateLimited;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unauthorized;
import dev.slipway.appstoreconnect.errors.AppStoreConnectException.Unreachable;
import dev.slipway.releases.refusals.Carried;
import dev.slipway.releases.refusals.TextRefusal;
import java.util.function.Supplier;

/// Ends a round of content whose call Apple refuses, with what the call carried from the drop.
final class RefusedCalls {
  private RefusedCalls() {}

  /// Makes calls. A refusal that names a value of the drop ends the round for a person; any other
  /// one is returned with what the calls carried.
  static <T> T carrying(Carried carried, Supplier<T> calls) {
    try {
      return calls.get();
    } catch (AppStoreConnectException e) {
      throw isRefusal(e) ? new RoundEndedException(ended(carried, e)) : e;
    } catch (RoundEndedException e) {
      throw e.end() instanceof LookAgain again && again.answer() != null
          ? new RoundEndedException(named(carried, again, again.answer()))
          : e;
    }
  }

  static void carrying(Carried carried, Runnable calls) {
    carrying(
        carried,
        () -> {
          calls.run();
          return true;
        });
  }

  private static ContentOutcome ended(Carried carried, AppStoreConnectException e) {
    return TextRefusal.of(carried, e)
        .<ContentOutcome>map(ContentOutcome.NeedsAttention::new)
        .orElseGet(() -> new ContentOutcome.Refused(e, carried));
  }

  private static RoundEnd named(Carried carried, LookAgain again, AppStoreConnectException answer) {
    var problem = TextRefusal.of(carried, answer);
    if (problem.isPresent()) {
      return new ContentOutcome.NeedsAttention(problem.get());
    }
    return again.carried().values().isEmpty()
        ? new LookAgain(answer, carried, again.ignored())
        : again;
  }

  private static boolean isRefusal(AppStoreConnectException e) {
    return switch (e) {
      case Conflict _, Invalid _, Forbidden _, NotFound _ -> true;
      case Unauthorized _, RateLimited _, AppleFault _, Unreachable _ -> false;
    };
  }
}
