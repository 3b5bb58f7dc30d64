/** What the code says of a version. What is live, the store says. */
export const statuses = ["draft", "shadow", "active", "deprecated", "archived"] as const;

export type Status = (typeof statuses)[number];
