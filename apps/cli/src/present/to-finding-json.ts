import type { Finding } from "@promptrail/check";

/** A finding as `--json` prints it. */
export function toFindingJson({ severity, code, message, template, model, place }: Finding) {
  if (model !== undefined) {
    const { prompt, provider, name, retiresAt } = model;
    return { severity, code, message, prompt, provider, model: name, retires_at: retiresAt };
  }
  if (template === undefined) return { severity, code, message, ...place };
  const { templateLine, templateColumn, ...rest } = template;
  return {
    severity,
    code,
    message,
    ...rest,
    ...(templateLine === undefined
      ? {}
      : { template_line: templateLine, template_column: templateColumn }),
  };
}
