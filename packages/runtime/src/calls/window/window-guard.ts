import type { FamilySettings, TokenUsage } from "@promptrail/core";
import type { Headroom, WindowPolicy } from "@promptrail/core/lifecycle";
import type { ModelData } from "@promptrail/core/provider-kit";
import type { CallWindow, Judgement } from "../plan/judgement.js";
import type { Route } from "../plan/route.js";
import { findContentKind, inputScheme } from "./content-kind.js";
import { leastRatios } from "./ratios/learnt-ratio.js";
import { toModelKey, toRatio, toRatioKey } from "./ratios/ratio-key.js";
import { type RequestInput, readInput } from "./request-input.js";
import { mostCountedBytes, type TokenCounter } from "./token-counter.js";
import { describeExcess } from "./window-exceeded.js";

interface GuardPorts {
  readonly families: Readonly<Record<string, FamilySettings>>;
  /** For families that do not say. */
  readonly policy: WindowPolicy;
  readonly counter: TokenCounter;
  readonly now: () => Date;
}

/** The highest of those that are known: of a model whose vendor's tokenizer nobody described. */
export const unknownRatio = 1.53;

const unjudged: Judgement = { headroom: null, warning: null, isRefused: false };

/** Says before a call is sent whether it fits its model's context window, and learns from those that were. */
export class WindowGuard {
  readonly #ports: GuardPorts;

  constructor(ports: GuardPorts) {
    this.#ports = ports;
  }

  /** @param deadline of the call, in milliseconds since 1970. */
  open(family: string, deadline: number): CallWindow {
    const policy = this.#ports.families[family]?.contextWindow ?? this.#ports.policy;
    return new OpenWindow(this.#ports, policy, deadline);
  }

  /** What the vendor counted for an input that was counted here. Never throws, and takes microseconds. */
  learn(headroom: Headroom | null, usage: TokenUsage): void {
    const ratio = toRatio(headroom, usage);
    if (headroom !== null && ratio !== null) this.#ports.counter.learn(toRatioKey(headroom), ratio);
  }
}

/** Measures the input of one call once, whatever the number of models that may answer it. */
class OpenWindow implements CallWindow {
  readonly #ports: GuardPorts;
  readonly #policy: WindowPolicy;
  readonly #deadline: number;
  #input: RequestInput | null = null;
  #counting: Promise<number | null> | null = null;

  constructor(ports: GuardPorts, policy: WindowPolicy, deadline: number) {
    this.#ports = ports;
    this.#policy = policy;
    this.#deadline = deadline;
  }

  judge(route: Route): Judgement | Promise<Judgement> {
    const { provider, request } = route;
    const data = provider.models[request.model];
    if (this.#policy === "off" || data === undefined || !(data.contextWindow > 0)) return unjudged;
    this.#input ??= readInput(request);
    const input = this.#input;
    if (!input.isText) return this.#decide(toHeadroom(route, data, null));
    const bytes = Math.ceil(input.bytes * this.#byteRatio(route, data));
    const byBytes = toHeadroom(route, data, bytes);
    if (byBytes.tokens === null || byBytes.tokens >= 0) return this.#decide(byBytes);
    return this.#judgeByCount(route, data, input, byBytes);
  }

  /** What bounds every kind of input: the highest that was learnt of any, and for those of which nothing was, the model's own. */
  #byteRatio({ provider, request }: Route, data: ModelData): number {
    const highest = this.#ports.counter.findHighest(toModelKey(provider.id, request.model));
    return Math.max(highest, data.tokenRatio ?? unknownRatio);
  }

  async #judgeByCount(
    route: Route,
    data: ModelData,
    input: RequestInput,
    byBytes: Headroom,
  ): Promise<Judgement> {
    this.#counting ??= this.#count(input);
    const texts = await this.#counting;
    if (texts === null) return this.#decide(byBytes);
    const tokens = texts + input.frames;
    const kind = findContentKind(input.texts);
    const { provider, request } = route;
    const kindOf = { provider: provider.id, model: request.model, kind, tools: input.tools };
    const learnt = this.#ports.counter.find(toRatioKey(kindOf));
    const isKnown = learnt !== undefined && learnt.calls >= leastRatios;
    const ratio = isKnown ? learnt.bound : (data.tokenRatio ?? unknownRatio);
    const median = isKnown ? learnt.median : null;
    const counted = { tokens, kind, tools: input.tools, scheme: inputScheme, ratio, median };
    return this.#decide({
      ...toHeadroom(route, data, Math.ceil(tokens * ratio)),
      foundBy: "count",
      counted,
    });
  }

  async #count({ texts, bytes }: RequestInput): Promise<number | null> {
    if (bytes > mostCountedBytes) return null;
    // The answer needs time as well.
    const left = this.#deadline - this.#ports.now().getTime();
    return this.#ports.counter.count(texts, left / 2);
  }

  #decide(headroom: Headroom): Judgement {
    if (headroom.tokens !== null && headroom.tokens >= 0) {
      return { headroom, warning: null, isRefused: false };
    }
    const reason = `The call may be too long: ${describeExcess(headroom)}.`;
    const isRefused = this.#policy === "refuse";
    return {
      headroom,
      // Of a call that holds an image nothing is known: to say so each time helps nobody.
      warning: headroom.tokens === null && !isRefused ? null : { setting: "contextWindow", reason },
      isRefused,
    };
  }
}

function toHeadroom(
  { provider, request: { model, settings } }: Route,
  { contextWindow }: ModelData,
  inputBound: number | null,
): Headroom {
  // A version from an older store may name none.
  const maxTokens = settings.maxTokens ?? 0;
  return {
    provider: provider.id,
    model,
    window: contextWindow,
    maxTokens,
    inputBound,
    foundBy: inputBound === null ? null : "bytes",
    tokens: inputBound === null ? null : contextWindow - inputBound - maxTokens,
    counted: null,
  };
}
