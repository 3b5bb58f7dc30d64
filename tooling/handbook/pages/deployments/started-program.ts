/** A program that a file of a page starts: a container, a service, a step of a pipeline. */
export interface StartedProgram {
  /** `page:line` of the file, and what in it. */
  readonly place: string;
  /** The program and its arguments; empty where an image says it. */
  readonly words: readonly string[];
  /** Names of the variables that it is given. */
  readonly variables: readonly string[];
  /** Who runs it: a name, or a number. Null where the file leaves it to somebody else. */
  readonly user: string | number | null;
  /** Ports of the program that the file lets others reach. */
  readonly ports: readonly number[];
  /** What the file asks it over HTTP to know how it is. */
  readonly probes: readonly Probe[];
  /** How long it may take to stop, in seconds. Null where the file does not say. */
  readonly stopSeconds: number | null;
  /** What else is wrong with the file. */
  readonly faults: readonly string[];
}

export interface Probe {
  readonly path: string;
  readonly port: number | null;
}
