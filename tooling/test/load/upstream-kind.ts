/** How the vendor of a load is. */
export const upstreamKinds = ["healthy", "slow", "failing", "hanging", "endless"] as const;

export type UpstreamKind = (typeof upstreamKinds)[number];

export function isUpstreamKind(name: string): name is UpstreamKind {
  return upstreamKinds.some((kind) => kind === name);
}
