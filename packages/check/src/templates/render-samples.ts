import { TemplateError } from "@promptrail/core";
import type { CompiledTemplate } from "@promptrail/core/lifecycle";
import type { SampleKind } from "../samples/build-sample.js";
import type { InputSample } from "./read-input-schema.js";
import type { TemplateFinding, TemplatePlace } from "./template-finding.js";

/** Renders the samples, and adds what fails to what the comparison with the schema has found. */
export function renderSamples(
  place: TemplatePlace,
  compiled: CompiledTemplate,
  samples: readonly InputSample[],
  compared: readonly TemplateFinding[],
): readonly TemplateFinding[] {
  const failures = samples.flatMap(({ kind, context }) => {
    const error = findFailure(compiled, context);
    return error === null ? [] : [{ error, kinds: [kind] }];
  });
  const fresh = withoutRepeats(failures).filter(
    ({ error }) => !compared.some((known) => known.severity === "error" && isSame(known, error)),
  );
  // What a sample proves is no suspicion any more.
  const proven = (finding: TemplateFinding) => fresh.some(({ error }) => proves(error, finding));
  return [
    ...compared.filter((finding) => !proven(finding)),
    ...fresh.map((failure) => toFinding(place, failure)),
  ];
}

interface Failure {
  readonly error: TemplateError;
  readonly kinds: readonly SampleKind[];
}

function findFailure(compiled: CompiledTemplate, context: unknown): TemplateError | null {
  try {
    compiled.render(context);
    return null;
  } catch (error) {
    // A context that is no plain JSON is refused as a whole, which says nothing of the template.
    if (error instanceof TemplateError) return error.kind === "context" ? null : error;
    throw error;
  }
}

/** One for each place that fails for one reason, with all samples that fail there. */
function withoutRepeats(failures: readonly Failure[]): readonly Failure[] {
  const places = Map.groupBy(failures, ({ error: { line, column, reason } }) =>
    JSON.stringify([line, column, reason]),
  );
  return [...places.values()].flatMap(([first, ...others]) =>
    first === undefined
      ? []
      : [{ error: first.error, kinds: [first, ...others].flatMap(({ kinds }) => kinds) }],
  );
}

function proves(error: TemplateError, finding: TemplateFinding): boolean {
  if (finding.code === "unguarded_null") return isSame(finding, error);
  // A type error stands at the operator or filter, behind the value.
  return finding.code === "wrong_kind" && (isSame(finding, error) || isTypeErrorOn(error, finding));
}

function isTypeErrorOn(error: TemplateError, { line }: TemplateFinding): boolean {
  return error.kind === "type" && error.line === line;
}

/** True where both are about the same place, or about a path and a part of it. */
function isSame(finding: TemplateFinding, error: TemplateError): boolean {
  if (finding.line === error.line && finding.column === error.column) return true;
  const known = finding.path;
  if (known === undefined) return false;
  return [error.path, error.concretePath]
    .filter((path) => path !== undefined)
    .map((path) => path.replaceAll(/\[-?\d+\]/g, "[]"))
    .some(
      (path) =>
        path === known || (/^[.[{]/.test(path.slice(known.length)) && path.startsWith(known)),
    );
}

function toFinding(place: TemplatePlace, { error, kinds }: Failure): TemplateFinding {
  const { kind, reason, line, column, partial, path, concretePath } = error;
  return {
    severity: "error",
    code: "sample_fails",
    ...place,
    kind,
    line,
    column,
    partial,
    path,
    concretePath,
    reason: `${describeSample(kinds)} does not render: ${reason}. ${cureOf(kinds)}`,
  };
}

/** By what the samples that fail have in common. */
function describeSample(kinds: readonly SampleKind[]): string {
  const allowed = "as the input schema allows it,";
  if (kinds.includes("full")) {
    return kinds.length > 1
      ? "what the input schema allows"
      : `a context with everything present, ${allowed}`;
  }
  if (kinds.every((kind) => kind === "empty")) {
    return `a context with everything present and empty lists, ${allowed}`;
  }
  if (kinds.every((kind) => kind === "bare")) {
    return `a context without optional fields and with filled lists, ${allowed}`;
  }
  return `a context without optional fields and with empty lists, ${allowed}`;
}

function cureOf(kinds: readonly SampleKind[]): string {
  return kinds.includes("full")
    ? "Correct the template or the schema"
    : "Guard it in the template, or have the schema require it: for a list, at least one item";
}
