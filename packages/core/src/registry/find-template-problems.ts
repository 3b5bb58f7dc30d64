import type { PromptrailError } from "../errors/promptrail-error.js";
import { suggest } from "../errors/suggest.js";
import { TemplateError } from "../errors/template-error.js";
import type { JsonObject } from "../json/json-value.js";
import type { CompiledTemplate, Renderer } from "../ports/renderer.js";
import type { PromptVersion } from "../prompt/prompt-version.js";
import { toJsonSchema } from "../prompt/to-json-schema.js";
import { lookUpPath } from "../template/look-up-path.js";
import type { TemplateVariable } from "../template/template-variable.js";

/** A version's templates that do not compile, and what they read that the input schema does not promise. */
export function findTemplateProblems(
  prompt: PromptVersion,
  renderer: Renderer,
): readonly PromptrailError[] {
  const schema = prompt.input === null ? null : toJsonSchema(prompt.input, "output");
  return prompt.content.messages.flatMap((message, index) => {
    const name = templateName(prompt.key, message.role, index);
    try {
      const compiled = renderer.compile(message.template, { name, filters: prompt.filters });
      return schema === null ? [] : findUncovered(name, compiled, schema);
    } catch (error) {
      if (error instanceof TemplateError) return [error.template ? error : error.in(name)];
      throw error;
    }
  });
}

/** How error messages call a template: `product_description_v2 user (message 2)`. */
export function templateName(key: string, role: string, index: number): string {
  return `${key} ${role} (message ${index + 1})`;
}

function findUncovered(
  name: string,
  { variables }: CompiledTemplate,
  schema: JsonObject,
): readonly TemplateError[] {
  const problems = variables.map((variable) => findUncoveredPath(name, variable, schema));
  return withoutDependents(problems.filter((problem) => problem !== null));
}

function findUncoveredPath(
  template: string,
  variable: TemplateVariable,
  schema: JsonObject,
): TemplateError | null {
  const { path, use } = variable;
  const position = variable.reads[0];
  const found = lookUpPath(schema, path);
  const at = { template, path, line: position?.line, column: position?.column };
  if (found.kind === "unknown") {
    return new TemplateError({
      kind: "undefined",
      reason: `'${found.path}' is not in the input schema.${suggest(found.missing, found.known)} Add it to the schema, or correct the template`,
      ...at,
      path: found.path,
    });
  }
  if (found.kind === "optional" && use !== "optional") {
    return new TemplateError({
      kind: "undefined",
      reason: `'${found.path}' is optional in the input schema but read without a guard. Guard it with \`is defined\` or \`default(…)\`, or make it required`,
      ...at,
      path: found.path,
    });
  }
  return null;
}

/** `a.b.c` says nothing new where `a.b` is missing. */
function withoutDependents(problems: readonly TemplateError[]): readonly TemplateError[] {
  const seen = new Set<string>();
  return problems.filter(({ path = "" }) => !seen.has(path) && seen.add(path));
}
