/** Where a process has the live state from: the store, its last-known-good file, or the declarations in its code. */
export type StateSource = "store" | "last_known_good" | "code_default";
