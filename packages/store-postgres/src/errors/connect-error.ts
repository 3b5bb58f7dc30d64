import { toErrorText } from "@promptrail/core/errors";

/** What broke a connection before it could take a statement. Carries the driver's error as its `cause`. */
export class ConnectError extends Error {
  override readonly cause: unknown;
  /** True where the same settings made a connection earlier: nothing in them has to be mended. */
  readonly hasConnected: boolean;

  constructor(cause: unknown, hasConnected: boolean) {
    super(toErrorText(cause));
    this.name = "ConnectError";
    this.cause = cause;
    this.hasConnected = hasConnected;
  }
}

/** Waits for a connection; what it throws is a `ConnectError`. */
export async function asConnecting<Result>(
  connect: () => Promise<Result>,
  hasConnected = false,
): Promise<Result> {
  try {
    return await connect();
  } catch (error) {
    throw new ConnectError(error, hasConnected);
  }
}
