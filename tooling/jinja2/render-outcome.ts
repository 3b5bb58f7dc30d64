import { compileTemplate, TemplateError } from "@promptrail/renderer";
import type { Jinja2Case, Outcome } from "../test/jinja2-agreement.ts";

/** Renders a template as `jinja2-agreement.ts` compares it. Any error but a TemplateError is thrown on. */
export function renderOutcome(
  { template, settings, partials }: Pick<Jinja2Case, "template" | "settings" | "partials">,
  context: unknown,
): Outcome {
  try {
    return { text: compileTemplate(template, { settings, partials }).render(context) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, reason, path, concretePath } = error;
    return { kind, reason, path, concretePath };
  }
}
