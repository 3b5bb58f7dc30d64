import { PromptrailError, TemplateError } from "@promptrail/core/errors";
import { fromErrorReply } from "./error-reply.js";
import type { PackedContext } from "./pack-context.js";
import { WorkerLink } from "./worker-link.js";
import type {
  CompiledReply,
  CompileRequest,
  WorkerEnd,
  WorkerReply,
  WorkerRequest,
} from "./worker-messages.js";
import type { WorkerSettings } from "./worker-settings.js";

/** The worker of one renderer: started when first needed, and again after it was stopped or ended. */
export class RenderThread {
  private link: WorkerLink | null = null;
  /** The templates that the running worker holds. */
  private readonly compiled = new Set<number>();
  private readonly settings: Required<WorkerSettings>;

  constructor(settings: Required<WorkerSettings>) {
    this.settings = settings;
  }

  compile(request: CompileRequest): CompiledReply {
    const reply = this.ask(request, request.name);
    if (reply.type !== "compiled") return unexpected(reply);
    this.compiled.add(request.id);
    return reply;
  }

  render(template: CompileRequest, context: PackedContext): string {
    this.start();
    if (!this.compiled.has(template.id)) this.compile(template);
    const reply = this.ask({ type: "render", id: template.id, context }, template.name);
    return reply.type === "rendered" ? reply.text : unexpected(reply);
  }

  forget(id: number): void {
    if (this.compiled.delete(id)) this.link?.post({ type: "forget", id });
  }

  close(): void {
    this.link?.stop();
    this.link = null;
    this.compiled.clear();
  }

  private start(): WorkerLink {
    if (this.link?.isAlive) return this.link;
    this.close();
    const { memoryMb, filterModules } = this.settings;
    this.link = new WorkerLink({ memoryMb, filterModules: filterModules.map(String) });
    return this.link;
  }

  private ask(request: WorkerRequest, template: string): WorkerReply {
    const answer = this.start().ask(request, this.settings.deadlineMs);
    if (answer.type === "reply") return answer.reply;
    this.close();
    throw answer.type === "late" ? this.late(template) : this.ended(template, answer.end);
  }

  private late(template: string): TemplateError {
    const reason = `the template took more than ${this.settings.deadlineMs} ms in the render worker. Simplify it, give it less data, or raise worker.deadlineMs`;
    return new TemplateError({ kind: "limit", reason, template });
  }

  private ended(template: string, { reason, exitCode }: WorkerEnd): PromptrailError {
    if (reason === "memory") {
      const what = `the template needed more than ${this.settings.memoryMb} MB in the render worker. Simplify it, give it less data, or raise worker.memoryMb`;
      return new TemplateError({ kind: "limit", reason: what, template });
    }
    return new PromptrailError(
      "not_supported",
      `${template}: the render worker ended with exit code ${exitCode} before it answered. The next call starts another; see that no own filter ends its process.`,
    );
  }
}

/** Throws the error that a reply holds. */
function unexpected(reply: WorkerReply): never {
  if (reply.type === "refused" || reply.type === "failed") throw fromErrorReply(reply);
  throw new Error(`the render worker replied '${reply.type}' out of turn`);
}
