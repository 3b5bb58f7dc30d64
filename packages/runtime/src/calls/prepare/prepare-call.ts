import { randomUUID } from "node:crypto";
import {
  type Message,
  type PromptContent,
  PromptrailError,
  type Provider,
  type TextPart,
} from "@promptrail/core";
import { omitUndefined, readJsonForm } from "@promptrail/core/portable";
import type { ServableVersion } from "../../catalog/servable-version.js";
import type { Resolution } from "../../state/resolver.js";
import type { CallOptions, CallOrigin } from "../plan/call-options.js";
import type { CallPlan, Route } from "../plan/call-plan.js";
import type { FamilyVariables } from "./family-variables.js";
import { validateContext } from "./validate-context.js";

/** For an interactive call; a caller that can wait longer says so. */
export const defaultTimeoutMs = 60_000;

export interface PreparePorts {
  /** What a call runs on. A pinned version that this build lacks is fetched from the store first. */
  readonly resolve: (
    family: string,
    pinned: number | undefined,
  ) => Resolution | Promise<Resolution>;
  readonly variables: FamilyVariables;
  readonly providers: ReadonlyMap<string, Provider>;
  readonly now: () => Date;
}

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
export async function prepareCall(ports: PreparePorts, input: CallInput): Promise<CallPlan> {
  const { family, context, options, origin } = input;
  // The time is for all of it: a render may wait for a worker, and a shadow ends with its call.
  const deadline = ports.now().getTime() + (options.timeoutMs ?? defaultTimeoutMs);
  const resolution = await ports.resolve(family, options.version);
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
    routes: [toRoute(ports, version.key, version.content, messages)],
    providerCall: {
      signal: options.signal ?? new AbortController().signal,
      deadline,
      lane: origin.lane,
    },
    startedAt,
  };
}

/** A content's model, and what it is asked. */
function toRoute(
  ports: PreparePorts,
  key: string,
  content: PromptContent,
  messages: readonly Message[],
): Route {
  const { model, tools, output, settings, providerOptions } = content;
  const request = { model, messages, tools, output, settings, vendorOptions: providerOptions };
  return { provider: findProvider(ports, content.provider, key), request };
}

function findProvider({ providers }: PreparePorts, id: string, key: string): Provider {
  const provider = providers.get(id);
  if (provider !== undefined) return provider;
  const known = [...providers.keys()];
  throw new PromptrailError(
    "unknown_provider",
    `${key} names the provider "${id}", which is not in the config. Known: ${known.join(", ") || "none"}.`,
    { prompt: key, provider: id, known },
  );
}

/** Renders each message of a version on its own, until the signal fires. Throws TemplateError. */
export async function renderMessages(
  version: ServableVersion,
  context: unknown,
  signal: AbortSignal | undefined,
): Promise<readonly Message[]> {
  const messages: Message[] = [];
  for (const { message, template } of version.messages()) {
    const text = await template.renderAsync(context, signal);
    const part: TextPart = { type: "text", text, ...omitUndefined({ cache: message.cache }) };
    messages.push({ role: message.role, content: [part] });
  }
  return messages;
}
