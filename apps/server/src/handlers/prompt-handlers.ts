import { toJsonResult } from "@promptrail/core/lifecycle";
import { routes } from "@promptrail/http-api";
import { handle, handleCall } from "../http/route-handler.js";
import { listPrompts } from "./list-prompts.js";
import { readRegisteredVersion } from "./read-registered-version.js";
import { answerStream } from "./stream/answer-stream.js";

export const promptHandlers = {
  listPrompts: handle(routes.listPrompts, async ({ promptrail }) => ({
    prompts: listPrompts(promptrail),
  })),
  readVersion: handle(routes.readVersion, async ({ promptrail }, { input: { family, version } }) =>
    readRegisteredVersion(promptrail, family, version),
  ),
  call: handleCall(routes.call, async ({ promptrail }, { input, call: { signal } }) => {
    const { family, context, ...options } = input;
    return toJsonResult(await promptrail.call(family, context, { ...options, signal }));
  }),
  stream: handleCall(routes.stream, async ({ promptrail }, { input, call, reader }) => {
    const { family, context, ...options } = input;
    const abort = new AbortController();
    const signal = AbortSignal.any([call.signal, abort.signal]);
    const events = promptrail.stream(family, context, { ...options, signal });
    return answerStream(events, { abort, call, reader });
  }),
  render: handleCall(routes.render, async ({ promptrail }, { input, call: { signal } }) => {
    const { family, context, turns = [], ...options } = input;
    const { version, messages } = await promptrail.render(family, context, { ...options, signal });
    return { ...version, messages: [...messages, ...turns] };
  }),
};
