import type { Client, ClientAnswer, ClientCallOptions } from "@promptrail/client";
import type { CallResult, CallStreamEvent, JsonObject, JsonValue } from "@promptrail/core";

/** Who answers a command about the live state: a server, or the project's store behind the same calls. */
export interface Backend
  extends Pick<
    Client,
    | "status"
    | "historyPage"
    | "bringEvidence"
    | "promote"
    | "rollback"
    | "rollbackAll"
    | "shadow"
    | "shadowPairs"
    | "headroom"
    | "calls"
    | "findCall"
    | "usage"
    | "eraseSubject"
    | "archive"
    | "resume"
    | "recover"
    | "fleet"
    | "drill"
  > {
  call(
    family: string,
    context: JsonObject,
    options?: ClientCallOptions,
  ): Promise<CallResult<JsonValue>>;
  stream(
    family: string,
    context: JsonObject,
    options?: Omit<ClientCallOptions, "accept">,
  ): AsyncIterable<CallStreamEvent<JsonValue>>;
  render(
    family: string,
    context: JsonObject,
    options?: Pick<ClientCallOptions, "version" | "turns">,
  ): Promise<ClientAnswer<"render">>;
  /** Whose live state it is. */
  readonly environment: string;
}

/** What a command may ask that only looks. */
export type BackendView = Pick<
  Backend,
  | "environment"
  | "status"
  | "historyPage"
  | "shadowPairs"
  | "headroom"
  | "fleet"
  | "calls"
  | "findCall"
  | "usage"
>;
