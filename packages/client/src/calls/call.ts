import type { CallResult, JsonObject, JsonValue } from "@promptrail/core";
import {
  callResultWire,
  fromCallResultWire,
  fromRenderedPromptWire,
  type RenderedMessages,
  renderedPromptWire,
  routes,
} from "@promptrail/http-api";
import type { ClientCallOptions } from "../client.js";
import type { Connection } from "../connection/connection.js";
import { readAnswer } from "../connection/read-answer.js";
import { toCallInput } from "./to-call-input.js";

export async function call(
  connection: Connection,
  family: string,
  context: JsonObject,
  options: ClientCallOptions,
): Promise<CallResult<JsonValue>> {
  const response = await connection(routes.call, toCallInput(family, context, options));
  return fromCallResultWire(await readAnswer(response, callResultWire));
}

export async function render(
  connection: Connection,
  family: string,
  context: JsonObject,
  { version }: { readonly version?: number },
): Promise<RenderedMessages> {
  const response = await connection(routes.render, {
    params: { family },
    body: { context, version },
  });
  return fromRenderedPromptWire(await readAnswer(response, renderedPromptWire));
}
