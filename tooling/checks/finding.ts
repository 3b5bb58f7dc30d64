/** One broken rule of the house. */
export interface Finding {
  /** What must hold, in one sentence. */
  readonly rule: string;
  /** Path from the repository's top, and the line where there is one: `packages/core/src/a.ts:12`. */
  readonly place: string;
  /** What to do now. */
  readonly fix: string;
}

/** Looks at a repository, given its top folder, and returns what it breaks; empty when it is clean. */
export type Check = (root: string) => readonly Finding[];
