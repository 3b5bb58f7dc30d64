import type { MessagePort } from "node:worker_threads";
import type { ErrorCode, TemplateSettings } from "@promptrail/core";
import type { CompiledTemplate, TemplateErrorDetails } from "@promptrail/core/lifecycle";
import type { TemplateLimits } from "../limits/template-limits.js";
import type { PackedContext } from "./pack-context.js";

/** An own filter or function by what it is known by on both sides. */
export interface FilterName {
  readonly name: string;
  readonly version: number;
}

/** Compiles a template, which lives in the worker under `id` from then on. */
export interface CompileRequest {
  readonly type: "compile";
  readonly id: number;
  readonly source: string;
  readonly name: string;
  readonly filters: readonly FilterName[];
  readonly functions: readonly FilterName[];
  readonly partials: Readonly<Record<string, string>>;
  readonly settings: TemplateSettings;
  readonly limits: Partial<TemplateLimits>;
}

export interface RenderRequest {
  readonly type: "render";
  readonly id: number;
  readonly context: PackedContext;
}

/** Nobody holds the template any more. Has no reply. */
export interface ForgetRequest {
  readonly type: "forget";
  readonly id: number;
}

export type WorkerRequest = CompileRequest | RenderRequest | ForgetRequest;

/** What a compiled template tells of itself. */
export type TemplateFacts = Omit<CompiledTemplate, "render" | "renderAsync">;

export interface CompiledReply {
  readonly type: "compiled";
  readonly facts: TemplateFacts;
}

export interface RenderedReply {
  readonly type: "rendered";
  readonly text: string;
}

/** A TemplateError, by its fields. */
export interface RefusedReply {
  readonly type: "refused";
  readonly details: TemplateErrorDetails;
}

/** Any other error. */
export interface FailedReply {
  readonly type: "failed";
  readonly code: ErrorCode;
  readonly message: string;
}

export type WorkerReply =
  | { readonly type: "ready" }
  | CompiledReply
  | RenderedReply
  | RefusedReply
  | FailedReply;

/** What the guard says of a worker that is no more. */
export interface WorkerEnd {
  readonly reason: "memory" | "exit";
  readonly exitCode: number;
}

export interface RenderWorkerData {
  readonly port: MessagePort;
  /** One counter, raised and notified after each message to the waiting thread. */
  readonly signal: Int32Array<SharedArrayBuffer>;
  readonly filterModules: readonly string[];
}

export interface WorkerGuardData {
  readonly worker: RenderWorkerData;
  /** The address of the render worker's code. */
  readonly workerFile: string;
  readonly endPort: MessagePort;
  readonly memoryMb: number;
}
