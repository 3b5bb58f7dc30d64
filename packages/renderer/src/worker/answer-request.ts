import { PromptrailError } from "@promptrail/core/errors";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { compileTemplate } from "../compile-template.js";
import type { OwnCodeModules } from "../own/import-own-code.js";
import { toErrorReply } from "./error-reply.js";
import { unpackContext } from "./unpack-context.js";
import type {
  CompileRequest,
  FilterName,
  RenderRequest,
  WorkerReply,
  WorkerRequest,
} from "./worker-messages.js";

/** Does the worker's work: a request in, a reply out; null where none is due. Never throws. */
export function answerRequest(own: OwnCodeModules): (request: WorkerRequest) => WorkerReply | null {
  const templates = new Map<number, CompiledTemplate>();
  return (request) => {
    try {
      switch (request.type) {
        case "compile":
          return compile(request, own, templates);
        case "render":
          return render(request, templates);
        case "forget":
          templates.delete(request.id);
          return null;
      }
    } catch (error) {
      return toErrorReply(error);
    }
  };
}

function compile(
  request: CompileRequest,
  own: OwnCodeModules,
  templates: Map<number, CompiledTemplate>,
): WorkerReply {
  const { id, source, name, limits, partials, settings } = request;
  const filters = request.filters.map((one) => findOwn("filter", one, own.filters));
  const functions = request.functions.map((one) => findOwn("function", one, own.functions));
  const template = compileTemplate(source, {
    name,
    limits,
    filters,
    functions,
    partials,
    settings,
  });
  templates.set(id, template);
  const { variables, filters: used, functions: called, partials: included, notes } = template;
  const facts = { variables, filters: used, functions: called, partials: included, notes };
  return { type: "compiled", facts };
}

function render(
  { id, context }: RenderRequest,
  templates: ReadonlyMap<number, CompiledTemplate>,
): WorkerReply {
  const template = templates.get(id);
  if (template === undefined) throw new Error("a template was rendered before it was compiled");
  return { type: "rendered", text: template.render(unpackContext(context)) };
}

function findOwn<Own extends FilterName>(
  what: "filter" | "function",
  { name, version }: FilterName,
  own: ReadonlyMap<string, Own>,
): Own {
  const found = own.get(name);
  if (found === undefined) {
    throw new PromptrailError(
      "not_supported",
      `The ${what} '${name}' is ${what === "filter" ? "a function" : "code"} and cannot be sent to the render worker. Export it from a module, and name that module in worker.filterModules.`,
    );
  }
  if (found.version === version) return found;
  throw new PromptrailError(
    "not_supported",
    `The ${what} '${name}' has version ${version} here and version ${found.version} in worker.filterModules. Use the same module for both.`,
  );
}
