import {
  type Attribution,
  type Change,
  type Command,
  PromptrailError,
  type RegistrationConflict,
  type StatusStore,
  type Store,
  versionKey,
} from "@promptrail/core";

interface DeployingStore {
  readonly store: Store;
  /** By family: what the declarations of this build did. */
  readonly changes: ReadonlyMap<string, Change>;
}

/**
 * The same store, for a deployment. A process that starts declares its build as `boot`; here that is
 * the deployment itself, so it is recorded as the deployer's, and a conflict ends it before it begins.
 */
export function toDeployingStore(
  store: Store,
  by: Partial<Attribution> & Pick<Attribution, "actor">,
): DeployingStore {
  const changes = new Map<string, Change>();
  const toOwn = (command: Command): Command =>
    command.kind === "declare" && command.source === "boot"
      ? { ...command, source: "deploy", ...by }
      : command;
  const toStatus = (status: StatusStore): StatusStore => ({
    ...status,
    registerVersions: async (versions) => {
      requireNoConflict(await status.registerVersions(versions));
      return [];
    },
    decide: async (command) => {
      const result = await status.decide(toOwn(command));
      if (result.decision !== null) changes.set(command.family, result.decision.change);
      return result;
    },
  });
  return {
    store: {
      ...store,
      open: async (settings) => {
        const opened = await store.open(settings);
        return { ...opened, status: toStatus(opened.status) };
      },
    },
    changes,
  };
}

function requireNoConflict(conflicts: readonly RegistrationConflict[]): void {
  const [first] = conflicts;
  if (first === undefined) return;
  const keys = conflicts.map(({ family, version }) => versionKey(family, version));
  throw new PromptrailError(
    "version_conflict",
    `Nothing was deployed: ${keys.join(", ")} ${keys.length === 1 ? "is" : "are"} registered with another content (${first.registeredHash}) than this build has (${first.declaredHash}). Restore the text, and declare the change under a new version number.`,
    { versions: keys },
  );
}
