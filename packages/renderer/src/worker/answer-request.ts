import type { TemplateFilter } from "@promptrail/core";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import { PromptrailError } from "@promptrail/core/portable";
import { compileTemplate } from "../compile-template.js";
import { toErrorReply } from "./error-reply.js";
import { unpackContext } from "./unpack-context.js";
import type {
  CompileRequest,
  FilterName,
  RenderRequest,
  WorkerReply,
  WorkerRequest,
} from "./worker-messages.js";

type Filters = ReadonlyMap<string, TemplateFilter>;

/** Does the worker's work: a request in, a reply out; null where none is due. Never throws. */
export function answerRequest(filters: Filters): (request: WorkerRequest) => WorkerReply | null {
  const templates = new Map<number, CompiledTemplate>();
  return (request) => {
    try {
      switch (request.type) {
        case "compile":
          return compile(request, filters, templates);
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
  filters: Filters,
  templates: Map<number, CompiledTemplate>,
): WorkerReply {
  const { id, source, name, limits } = request;
  const own = request.filters.map((filter) => findFilter(filter, filters));
  const template = compileTemplate(source, { name, limits, filters: own });
  templates.set(id, template);
  return { type: "compiled", variables: template.variables, filters: template.filters };
}

function render(
  { id, context }: RenderRequest,
  templates: ReadonlyMap<number, CompiledTemplate>,
): WorkerReply {
  const template = templates.get(id);
  if (template === undefined) throw new Error("a template was rendered before it was compiled");
  return { type: "rendered", text: template.render(unpackContext(context)) };
}

function findFilter({ name, version }: FilterName, filters: Filters): TemplateFilter {
  const found = filters.get(name);
  if (found === undefined) {
    throw new PromptrailError(
      "not_supported",
      `The filter '${name}' is a function and cannot be sent to the render worker. Export it from a module, and name that module in worker.filterModules.`,
    );
  }
  if (found.version === version) return found;
  throw new PromptrailError(
    "not_supported",
    `The filter '${name}' has version ${version} here and version ${found.version} in worker.filterModules. Use the same module for both.`,
  );
}
