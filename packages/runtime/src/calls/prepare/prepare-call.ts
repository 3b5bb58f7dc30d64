import { randomUUID } from "node:crypto";
import {
  type CompletionRequest,
  type Message,
  type PromptContent,
  PromptrailError,
  type Provider,
  readJsonForm,
} from "@promptrail/core";
import type { CallOptions, CallOrigin } from "../call-options.js";
import type { CallPlan } from "../call-plan.js";
import type { CallPorts } from "../call-ports.js";
import { renderMessages } from "./render-messages.js";
import { validateContext } from "./validate-context.js";

/** For an interactive call; a caller that can wait longer says so. */
export const defaultTimeoutMs = 60_000;

export interface CallInput {
  readonly family: string;
  readonly context: unknown;
  readonly options: CallOptions;
  readonly origin: CallOrigin;
}

/**
 * Resolves, checks and renders; sends nothing.
 *
 * @throws PromptrailError `unknown_family`, `unknown_version`, `context_invalid`, `unknown_provider`; TemplateError.
 */
export async function prepareCall(ports: CallPorts, input: CallInput): Promise<CallPlan> {
  const { family, context, options, origin } = input;
  // The time is for all of it: a render may wait for a worker, and a shadow ends with its call.
  const deadline = ports.now().getTime() + (options.timeoutMs ?? defaultTimeoutMs);
  const resolution = await ports.resolveOrFetch(family, options.version);
  const { version } = resolution;
  const validated = await validateContext(version, context, ports.variables);
  const rendered = await renderMessages(version, validated, options.signal);
  const messages = [...rendered, ...(options.turns ?? [])];
  const startedAt = ports.now();
  return {
    ...origin,
    id: randomUUID(),
    resolution,
    // A copy: later changes of the caller's object do not reach the record.
    context: readJsonForm(context, "context"),
    messages,
    request: toRequest(version.content, messages),
    provider: findProvider(ports, version.content.provider, version.key),
    providerCall: {
      signal: options.signal ?? new AbortController().signal,
      deadline,
      lane: origin.lane,
    },
    startedAt,
  };
}

function toRequest(content: PromptContent, messages: readonly Message[]): CompletionRequest {
  const { model, tools, output, settings, providerOptions } = content;
  return { model, messages, tools, output, settings, vendorOptions: providerOptions };
}

function findProvider(ports: CallPorts, id: string, key: string): Provider {
  const provider = ports.providers.get(id);
  if (provider !== undefined) return provider;
  const known = [...ports.providers.keys()];
  throw new PromptrailError(
    "unknown_provider",
    `${key} names the provider "${id}", which is not in the config. Known: ${known.join(", ") || "none"}.`,
    { prompt: key, provider: id, known },
  );
}
