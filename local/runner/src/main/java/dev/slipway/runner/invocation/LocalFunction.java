package dev.slipway.runner.invocation;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.slipway.runner.cloudformation.TemplateFault;
import dev.slipway.runner.template.FunctionResource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.InvocationTargetException;
import java.time.InstantSource;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.Semaphore;

/// One function with its instances. As in Lambda, an instance handles one invocation at a time, a
/// new instance is created when all are busy, and the reserved concurrency limits their number.
/// Safe for use by many threads.
public final class LocalFunction {
  /// The limit when the template reserves no concurrency.
  private static final int UNRESERVED = 32;

  private final FunctionResource resource;
  private final Map<String, String> environment;
  private final InstantSource clock;
  private final Interference interference;
  private final Semaphore concurrency;
  private final Deque<RequestStreamHandler> idle = new ConcurrentLinkedDeque<>();

  /// Creates the first instance, so that a fault in the settings shows at the start.
  ///
  /// @param environment all variables that the handler sees
  /// @throws TemplateFault when the template names an unusable handler
  public LocalFunction(
      FunctionResource resource, Map<String, String> environment, InstantSource clock) {
    this(resource, environment, clock, Interference.NONE);
  }

  /// Creates the first instance, with interference.
  ///
  /// @throws TemplateFault when the template names an unusable handler
  public LocalFunction(
      FunctionResource resource,
      Map<String, String> environment,
      InstantSource clock,
      Interference interference) {
    this.resource = resource;
    this.interference = interference;
    this.environment = Map.copyOf(environment);
    this.clock = clock;
    this.concurrency =
        new Semaphore(Objects.requireNonNullElse(resource.reservedConcurrency(), UNRESERVED), true);
    idle.push(newInstance());
  }

  /// Returns the function as defined in the template.
  public FunctionResource resource() {
    return resource;
  }

  /// Waits until the concurrency allows another invocation, then calls the handler.
  ///
  /// @throws FunctionFailure when the handler throws
  public byte[] invoke(byte[] event) throws FunctionFailure, InterruptedException {
    concurrency.acquire();
    try {
      return call(event);
    } finally {
      concurrency.release();
    }
  }

  /// Calls the handler if the concurrency allows it; returns empty when Lambda would throttle.
  ///
  /// @throws FunctionFailure when the handler throws
  public Optional<byte[]> tryInvoke(byte[] event) throws FunctionFailure {
    if (!concurrency.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(call(event));
    } finally {
      concurrency.release();
    }
  }

  private byte[] call(byte[] event) throws FunctionFailure {
    RequestStreamHandler handler = idle.poll();
    if (handler == null) {
      handler = newInstance();
    }
    RequestStreamHandler instance = handler;
    boolean isAlive = true;
    try {
      var out = new ByteArrayOutputStream();
      var context = new FunctionContext(resource, UUID.randomUUID().toString(), clock);
      interference.invoke(
          resource.logicalId(),
          () -> instance.handleRequest(new ByteArrayInputStream(event), out, context));
      return out.toByteArray();
    } catch (Interference.WorkerDiedException e) {
      isAlive = false;
      throw new FunctionFailure(resource.logicalId(), e);
    } catch (Exception | Error e) {
      throw new FunctionFailure(resource.logicalId(), e);
    } finally {
      if (isAlive) {
        idle.push(instance);
      }
    }
  }

  private RequestStreamHandler newInstance() {
    return interference.instance(resource, environment, this::ownHandler);
  }

  private RequestStreamHandler ownHandler() {
    String place = resource.logicalId() + ".Handler " + resource.handler();
    try {
      Object handler =
          Class.forName(resource.handler())
              .getConstructor(Map.class, InstantSource.class)
              .newInstance(environment, clock);
      if (handler instanceof RequestStreamHandler streamHandler) {
        return streamHandler;
      }
      throw new TemplateFault(place + " is not a RequestStreamHandler");
    } catch (InvocationTargetException e) {
      throw new TemplateFault(
          place + " cannot be created: " + e.getTargetException().getMessage(),
          e.getTargetException());
    } catch (ReflectiveOperationException e) {
      throw new TemplateFault(
          place + " must be public with constructor (Map<String,String>, InstantSource)", e);
    }
  }
}
