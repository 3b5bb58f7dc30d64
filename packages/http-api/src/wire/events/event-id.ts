/** A place in a history: what `Last-Event-ID` names. */
export interface EventPlace {
  readonly storeId: string;
  readonly revision: number;
}

/** `<store_id>.<revision>` */
export function toEventId({ storeId, revision }: EventPlace): string {
  return `${storeId}.${revision}`;
}

/** Null for what is no event's id: its sender is told everything anew. */
export function parseEventId(text: string | null | undefined): EventPlace | null {
  const [, storeId, revision] = /^([^\s.]{1,200})\.(\d{1,15})$/.exec(text ?? "") ?? [];
  if (storeId === undefined || revision === undefined) return null;
  return { storeId, revision: Number(revision) };
}
