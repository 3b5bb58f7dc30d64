export interface Subscription {
  readonly channel: string;
  readonly onPayload: (payload: string) => void;
  readonly onProblem: (error: unknown) => void;
}

export function listChannels(subscriptions: ReadonlySet<Subscription>): readonly string[] {
  return [...new Set([...subscriptions].map(({ channel }) => channel))];
}

export function tell(
  subscriptions: ReadonlySet<Subscription>,
  channel: string,
  payload: string,
): void {
  for (const each of subscriptions) if (each.channel === channel) each.onPayload(payload);
}
