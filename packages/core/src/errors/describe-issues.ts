import { cutText } from "./list-some.js";

interface Issue {
  readonly message: string;
  readonly path?: ReadonlyArray<PropertyKey | { readonly key: PropertyKey }> | undefined;
}

/** One request may hold half a million faults. */
const mostDescribed = 5;
/** In UTF-16 units: a schema's message may repeat what it was given, or list all that it takes. */
const longestMessage = 300;
const longestPath = 200;

/**
 * A schema's complaints in one line: `product.price: expected number; product.name: required`. The
 * first five, and how many more there are.
 */
export function describeIssues(issues: readonly Issue[]): string {
  const described = issues.slice(0, mostDescribed).map(describeIssue).join("; ");
  const more = issues.length - mostDescribed;
  return more > 0 ? `${described}; and ${more} more` : described;
}

function describeIssue(issue: Issue): string {
  const path = cutText(formatPath(issue.path ?? []), longestPath);
  const message = cutText(issue.message, longestMessage);
  return path === "" ? message : `${path}: ${message}`;
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
