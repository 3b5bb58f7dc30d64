import type { Change, RecordedDeclaration } from "@promptrail/core/lifecycle";

/** A declaration as it stands in the database: an earlier build wrote neither of the two. */
export type StoredDeclaration = Omit<RecordedDeclaration, "ground" | "acknowledgedRevision"> &
  Partial<RecordedDeclaration>;

export function completeDeclaration(stored: StoredDeclaration): RecordedDeclaration {
  return { acknowledgedRevision: 0, ground: { kind: "no_suite" }, ...stored };
}

/** The same for a change that holds a declaration, so that the fold of old decisions is the state. */
export function completeChange(change: Change): Change {
  return change.kind === "declared" || change.kind === "first_seen"
    ? { ...change, declared: completeDeclaration(change.declared) }
    : change;
}
