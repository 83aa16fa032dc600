/** Thrown by a probe that has nothing to look at, with the reason: a project that is still to be created, say. */
export class NotApplicable extends Error {
  constructor(readonly reason: string) {
    super(reason);
    this.name = 'NotApplicable';
  }
}
