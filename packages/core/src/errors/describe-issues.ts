interface Issue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** A schema's complaints in one line: `product.price: expected number; product.name: required`. */
export function describeIssues(issues: readonly Issue[]): string {
  return issues.map(describeIssue).join("; ");
}

function describeIssue(issue: Issue): string {
  const path = formatPath(issue.path ?? []);
  return path === "" ? issue.message : `${path}: ${issue.message}`;
}

/** `orders[2].id`. */
export function formatPath(segments: NonNullable<Issue["path"]>): string {
  return segments
    .map((segment) => (typeof segment === "object" ? segment.key : segment))
    .reduce<string>(
      (path, key) =>
        typeof key === "number"
          ? `${path}[${key}]`
          : path === ""
            ? String(key)
            : `${path}.${String(key)}`,
      "",
    );
}
