import { randomUUID } from "node:crypto";
import { definePrompt, memory, type Store } from "@promptrail/core";
import type { KeyRequest, OpenStore, Scope } from "@promptrail/core/lifecycle";
import { scopes as everyScope } from "@promptrail/core/portable";
import { createPromptrail, type Promptrail } from "@promptrail/runtime";
import { type FakeProvider, fakeProvider } from "@promptrail/testing";
import { createServerApp, type ServerAppSettings } from "../src/index.js";

const shared = {
  family: "product_description",
  provider: "fake",
  model: "fake-1",
  maxTokens: 600,
  system: "You write product descriptions.",
} as const;

export const prompts = [
  definePrompt({
    ...shared,
    version: 1,
    status: "deprecated",
    userTemplate: "Name: {{ product.name }}",
  }),
  definePrompt({
    ...shared,
    version: 2,
    status: "active",
    changelog: "Asks for the price too.",
    userTemplate: "Name: {{ product.name }}\nPrice: {{ product.price }}",
  }),
  definePrompt({
    ...shared,
    version: 3,
    status: "draft",
    changelog: "Tries a shorter text.",
    userTemplate: "Short, please: {{ product.name }}",
  }),
  definePrompt({
    ...shared,
    version: 4,
    status: "archived",
    changelog: "Was too long.",
    userTemplate: "Long, please: {{ product.name }}",
  }),
] as const;

export const context = { product: { name: "Kettle", price: "€ 12,50" } };

/** A project that is served, with the means to look into it. */
export interface Shop {
  readonly promptrail: Promptrail;
  readonly provider: FakeProvider;
  /** What the shop keeps, as another process would see it. */
  readonly store: OpenStore;
  readonly app: ReturnType<typeof createServerApp>;
  /** A new key with these scopes; its headers. */
  keyFor(...scopes: readonly Scope[]): Promise<{ readonly authorization: string }>;
  /** A new key with these settings; its headers. */
  keyWith(settings: Partial<KeyRequest>): Promise<{ readonly authorization: string }>;
  /** A request with a key for exactly what `scopes` names. */
  ask(path: string, request?: ShopRequest): Promise<Response>;
}

export interface ShopRequest {
  readonly method?: "GET" | "POST" | "PUT" | "DELETE";
  readonly scopes?: readonly Scope[];
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

export const allScopes: readonly Scope[] = everyScope;

export interface ShopSettings extends ServerAppSettings {
  readonly provider?: FakeProvider;
  readonly store?: Store;
  readonly gate?: "none";
}

export async function openShop(settings: ShopSettings = {}): Promise<Shop> {
  const { provider = fakeProvider(), store: storeSetting = memory(), gate, ...app } = settings;
  const promptrail: Promptrail = await createPromptrail(
    {
      prompts: [...prompts],
      providers: [provider],
      store: storeSetting,
      environment: "test",
      ...(gate === undefined ? {} : { families: { product_description: { gate } } }),
    },
    { onProblem: () => {}, process: { name: "shop", role: "server" }, now: app.now },
  );
  const store = await storeSetting.open({ environment: "test", projectFolder: "." });
  const served = createServerApp(promptrail, app);
  const keyWith = async (changes: Partial<KeyRequest>) => {
    const wanted = { name: `shop ${randomUUID()}`, scopes: everyScope, ...changes };
    const { secret } = await promptrail.keys.add(wanted);
    return { authorization: `Bearer ${secret}` };
  };
  const keyFor = (...scopes: readonly Scope[]) => keyWith({ scopes });
  return {
    promptrail,
    provider,
    store,
    app: served,
    keyFor,
    keyWith,
    ask: async (path, { method, scopes = allScopes, headers = {}, body } = {}) =>
      served.request(path, {
        method: method ?? (body === undefined ? "GET" : "POST"),
        headers: {
          ...(await keyFor(...scopes)),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      }),
  };
}
