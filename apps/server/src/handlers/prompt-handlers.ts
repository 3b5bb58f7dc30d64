import {
  routes,
  toCallResultWire,
  toPromptListWire,
  toRegisteredVersionWire,
  toRenderedPromptWire,
} from "@promptrail/http-api";
import { answerJson } from "../http/answer-json.js";
import { handleCall, handleRead } from "../http/route-handler.js";
import { answerStream } from "./answer-stream.js";
import { listPrompts } from "./list-prompts.js";
import { readRegisteredVersion } from "./read-registered-version.js";
import { toCallOptions } from "./to-call-options.js";

export const promptHandlers = {
  listPrompts: handleRead(routes.listPrompts, async ({ promptrail }) =>
    answerJson(toPromptListWire(listPrompts(promptrail))),
  ),
  readVersion: handleRead(routes.readVersion, async ({ promptrail }, { params }) => {
    const { family, version } = params;
    const registered = await readRegisteredVersion(promptrail, family, version);
    return answerJson(toRegisteredVersionWire(registered));
  }),
  call: handleCall(routes.call, async ({ promptrail }, { params, body, call }) => {
    const options = toCallOptions(body, call.signal);
    return answerJson(
      toCallResultWire(await promptrail.call(params.family, body.context, options)),
    );
  }),
  stream: handleCall(routes.stream, async ({ promptrail }, { params, body, call }) => {
    const abort = new AbortController();
    const options = toCallOptions(body, AbortSignal.any([call.signal, abort.signal]));
    return answerStream(promptrail.stream(params.family, body.context, options), abort, call);
  }),
  render: handleCall(routes.render, async ({ promptrail }, { params, body, call }) => {
    const { context, ...pinned } = body;
    const options = { ...pinned, signal: call.signal };
    const { version, messages } = await promptrail.render(params.family, context, options);
    return answerJson(toRenderedPromptWire({ ...version, messages }));
  }),
};
