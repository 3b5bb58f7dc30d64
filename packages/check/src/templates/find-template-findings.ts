import { type PromptVersion, type Renderer, TemplateError } from "@promptrail/core";
import { type CompiledTemplate, compileMessage, templateName } from "@promptrail/core/lifecycle";
import { compareWithSchema } from "./compare-with-schema.js";
import { findUnreadFields } from "./find-unread-fields.js";
import { type InputReading, readInputSchema } from "./read-input-schema.js";
import { renderSamples } from "./render-samples.js";
import { byPosition, type TemplateFinding } from "./template-finding.js";

interface CheckedMessage {
  readonly compiled: CompiledTemplate | null;
  readonly findings: readonly TemplateFinding[];
}

/**
 * What there is to say of a version's templates: what does not compile, what they read that the input
 * schema does not promise, what prints as nobody means it, and which samples of the schema do not render.
 */
export function findTemplateFindings(
  prompt: PromptVersion,
  renderer: Renderer,
): readonly TemplateFinding[] {
  const reading = prompt.input === null ? null : readInputSchema(prompt.input);
  const messages = prompt.content.messages.map((_, index) =>
    checkMessage(prompt, index, renderer, reading),
  );
  const compiled = messages.map((message) => message.compiled).filter((one) => one !== null);
  const unused = compiled.length < messages.length ? [] : findUnusedPartials(prompt, compiled);
  const findings = [...messages.flatMap((message) => message.findings), ...unused];
  if (reading === null) return findings;
  if (reading.lookUp === null) return [...findings, notCompared(prompt, reading.reason)];
  // What a template that does not compile would read is not known.
  if (compiled.length < messages.length) return findings;
  const variables = compiled.flatMap((template) => template.variables);
  return [...findings, ...findUnreadFields(prompt.key, variables, reading.lookUp)];
}

function checkMessage(
  version: PromptVersion,
  index: number,
  renderer: Renderer,
  reading: InputReading | null,
): CheckedMessage {
  const { key, content } = version;
  const { role = "" } = content.messages[index] ?? {};
  const place = { prompt: key, message: index, template: templateName(key, role, index) };
  try {
    const compiled = compileMessage(renderer, version, index);
    const notes = compiled.notes.map((note): TemplateFinding => {
      return { severity: "info", code: "jinja2_differs", ...place, kind: "value", ...note };
    });
    if (reading === null) return { compiled, findings: notes };
    const compared =
      reading.lookUp === null ? [] : compareWithSchema(place, compiled.variables, reading.lookUp);
    const findings = renderSamples(place, compiled, reading.samples, compared);
    return { compiled, findings: [...findings, ...notes].toSorted(byPosition) };
  } catch (error) {
    if (!(error instanceof TemplateError)) throw error;
    const { kind, reason, line, column, partial, path, concretePath } = error;
    const details = { kind, reason, line, column, partial, path, concretePath };
    return {
      compiled: null,
      findings: [{ severity: "error", code: "template", ...place, ...details }],
    };
  }
}

/** A partial that nothing includes was never looked at, and changes the hash all the same. */
function findUnusedPartials(
  { key, content }: PromptVersion,
  compiled: readonly CompiledTemplate[],
): readonly TemplateFinding[] {
  const used = new Set(compiled.flatMap(({ partials }) => partials));
  return Object.keys(content.partials ?? {})
    .filter((name) => !used.has(name))
    .map((name) => ({
      severity: "warning",
      code: "unused_partial",
      prompt: key,
      message: null,
      template: key,
      kind: "syntax",
      reason: `the partial '${name}' is not included by any message, but its text is part of the content hash. Include it, or remove it`,
    }));
}

function notCompared({ key }: PromptVersion, reason: string | null): TemplateFinding {
  return {
    severity: "info",
    code: "not_compared",
    prompt: key,
    message: null,
    template: key,
    kind: "context",
    reason: `the templates were not compared with the input schema: ${reason}. What they read is checked when they are rendered`,
  };
}
