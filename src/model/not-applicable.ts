/** Thrown by a probe that has nothing to look at, with the reason: a project that is still to be created, say. */
export class NotApplicable extends Error {
  readonly reason: string;

  constructor(reason: string) {
    super(reason);
    this.name = 'NotApplicable';
    this.reason = reason;
  }
}
