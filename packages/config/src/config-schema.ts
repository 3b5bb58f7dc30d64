import type {
  AroundCall,
  CallLogStore,
  CallObserver,
  PromptrailConfig,
  PromptVersion,
  Provider,
  Renderer,
  Store,
  Suite,
  TemplateFilter,
  TemplateFunction,
} from "@promptrail/core";
import type { CallSpool } from "@promptrail/core/call-log";
import { retentionDays } from "@promptrail/core/portable";
import type { Detector } from "@promptrail/core/privacy";
import type { EmbeddingProvider } from "@promptrail/core/provider-kit";
import { z } from "zod";

/** A value behind one of core's ports: it must have these members. */
function valueWith<Value>(members: readonly (keyof Value & string)[], cure: string) {
  const has = (value: unknown): value is Value =>
    typeof value === "object" && value !== null && members.every((member) => member in value);
  return z.custom<Value>(has, cure);
}

const windowPolicy = z.enum(["warn", "refuse", "off"]);

const days = z.literal(retentionDays);
const logging = {
  durability: z.enum(["memory", "spool", "sync"]).optional(),
  ack: z.enum(["none", "fsync"]).optional(),
  bodyDays: days.optional(),
  figureDays: days.optional(),
  bodyRate: z.number().min(0).max(1).optional(),
} as const;

const redaction = z.strictObject({
  detectors: z
    .array(valueWith<Detector>(["name", "version", "find"], "must be { name, version, find }"))
    .optional(),
  patterns: z
    .array(
      z.strictObject({
        name: z.string(),
        pattern: z.union([z.string(), z.instanceof(RegExp)], "must be a pattern or its source"),
      }),
    )
    .optional(),
  without: z.array(z.enum(["email", "phone", "card", "iban", "key"])).optional(),
});

const shadowBudget = z.strictObject({
  callsPerMinute: z.number().min(0).optional(),
  dollarsPerDay: z.number().min(0).optional(),
});

const settings = {
  prompts: z.array(
    valueWith<PromptVersion>(["family", "version", "contentHash"], "must be made by definePrompt"),
  ),
  providers: z.array(
    valueWith<Provider>(["id", "complete", "stream"], "must be a provider, such as claude()"),
  ),
  embeddings: z
    .array(
      valueWith<EmbeddingProvider>(
        ["id", "models", "embed"],
        "must be an embedding provider, such as openaiEmbeddings()",
      ),
    )
    .optional(),
  store: valueWith<Store>(["open", "migrate"], "must be a store, such as embedded()").optional(),
  callLog: valueWith<CallLogStore>(
    ["open", "description"],
    "must be a call log, such as postgres(URL)",
  ).optional(),
  logging: z
    .strictObject({ ...logging, redact: z.union([z.literal(false), redaction]).optional() })
    .optional(),
  spool: valueWith<CallSpool>(
    ["open", "description"],
    "must be a spool, such as spool()",
  ).optional(),
  shadowBudget: shadowBudget.optional(),
  observers: z
    .array(
      valueWith<CallObserver>(
        ["started", "attempted", "finished"],
        "must be { started, attempted, finished }",
      ),
    )
    .optional(),
  around: z
    .array(
      z.custom<AroundCall>(
        (value) => typeof value === "function",
        "must be functions (call, next) => next()",
      ),
    )
    .optional(),
  limits: z
    .record(
      z.string(),
      z.strictObject({
        requestsPerMinute: z.int().min(1).optional(),
        tokensPerMinute: z.int().min(1).optional(),
      }),
    )
    .optional(),
  contextWindow: windowPolicy.optional(),
  suites: z
    .array(valueWith<Suite>(["family", "dataset", "evals"], "must be made by defineSuite"))
    .optional(),
  filters: z
    .array(
      valueWith<TemplateFilter>(["name", "version", "apply"], "must be { name, version, apply }"),
    )
    .optional(),
  functions: z
    .array(
      valueWith<TemplateFunction>(["name", "version", "call"], "must be made by defineFunction"),
    )
    .optional(),
  filterModules: z
    .array(z.union([z.string().min(1), z.instanceof(URL)], "must be paths or URLs of modules"))
    .optional(),
  renderer: valueWith<Renderer>(
    ["compile"],
    "must be a renderer, such as createRenderer()",
  ).optional(),
  families: z
    .record(
      z.string(),
      z.strictObject({
        gate: z.literal("none").optional(),
        withoutState: z.enum(["serve", "refuse"]).optional(),
        strictSettings: z.boolean().optional(),
        contextWindow: windowPolicy.optional(),
        logging: z.strictObject(logging).optional(),
        shadowBudget: shadowBudget.optional(),
      }),
    )
    .optional(),
  strictSettings: z.boolean().optional(),
  warmProviders: z.boolean().optional(),
  environment: z.string().min(1).optional(),
  projectFolder: z.string().min(1).optional(),
} as const;

/** What `promptrail.config.ts` may hold. Unknown keys are errors. */
export const configSchema: z.ZodType<PromptrailConfig> = z.strictObject(settings);

export const configKeys: readonly string[] = Object.keys(settings);
