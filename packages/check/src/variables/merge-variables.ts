import type { TemplateRead, TemplateVariable, VariableUse } from "@promptrail/core/lifecycle";

const strength: Readonly<Record<VariableUse, number>> = { optional: 0, branch: 1, always: 2 };

/** A variable whose reads say more: which message they are in. */
type VariableWith<Read> = Omit<TemplateVariable, "reads"> & { readonly reads: readonly Read[] };

/** The variables of several templates as one list: a path once, with its strongest use and every read. */
export function mergeVariables<Read extends TemplateRead>(
  variables: readonly VariableWith<Read>[],
): readonly VariableWith<Read>[] {
  return [...Map.groupBy(variables, ({ path }) => path)].map(([path, same]) => {
    const kinds = [...new Set(same.flatMap((variable) => variable.kinds))];
    const known = kinds.filter((kind) => kind !== "any");
    return {
      path,
      use: same.map(({ use }) => use).reduce(strongest),
      kinds: known.length > 0 ? known : kinds,
      reads: same.flatMap(({ reads }) => reads),
    };
  });
}

function strongest(one: VariableUse, other: VariableUse): VariableUse {
  return strength[one] >= strength[other] ? one : other;
}
