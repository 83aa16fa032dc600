import type {RunEvent, RunEventInput} from '../run-event.js';

/** Where events go first. */
export interface Journal {
  /** Events of earlier runs. */
  readonly previous: readonly RunEvent[];
  /** Numbers, dates and stores the event; it is on disk when this returns. Throws where it cannot be stored. */
  append(input: RunEventInput): RunEvent;
  close(): void;
}
