import {CloudFailure} from '../../model/cloud-failure.js';
import type {Descriptor} from '../../model/image-manifest.js';
import type {ImageStore} from '../../model/ports/image-store.js';
import type {Clock} from '../../model/ports/local.js';
import type {MirrorJournal} from './mirror-journal.js';

export interface BlobCopy {
  readonly from: ImageStore;
  readonly to: ImageStore;
  readonly journal: MirrorJournal;
  readonly clock: Pick<Clock, 'sleep'>;
  /** So many bytes of the content are there. */
  onPosition(blob: Descriptor, bytes: number): void;
  /** So many bytes went through this process. */
  onBytes(count: number): void;
}

/** Tries of one transfer; requests that carry no content are repeated by the store itself. */
const mostTries = 5;
const firstDelayMs = 1000;

/** Content of one repository put into another: not at all where it is there, mounted where that is possible, else copied. */
export async function copyBlob(
  copy: BlobCopy,
  blob: Descriptor,
  source: string,
  target: string,
): Promise<'copied' | 'mounted' | 'present'> {
  const {from, to, journal} = copy;
  if (await to.hasBlob(target, blob)) return 'present';
  // The source itself may be in the target's registry.
  for (const holder of [...journal.listHolders(blob.digest), source]) {
    if (holder === target || !(await to.mountBlob(target, blob, holder))) continue;
    journal.noteBlob(target, blob.digest);
    return 'mounted';
  }
  let position = 0;
  for (let attempt = 1; ; attempt++) {
    const earlier = journal.findUpload(target, blob.digest);
    try {
      await to.writeBlob(target, blob, (fromByte) => from.openBlob(source, blob, fromByte), {
        earlier,
        onPoint: (point) => journal.noteUpload(target, blob.digest, point),
        onPosition: (bytes) => {
          copy.onBytes(Math.max(0, bytes - position));
          position = bytes;
          copy.onPosition(blob, bytes);
        },
      });
      break;
    } catch (error) {
      const isTransient = error instanceof CloudFailure && error.kind === 'unavailable';
      // An upload of an earlier run that is refused now is begun anew.
      const isStale = earlier !== undefined && earlier.offsetBytes > 0 && error instanceof CloudFailure;
      if (attempt >= mostTries || (!isTransient && !isStale)) throw error;
      if (!isTransient) journal.noteUpload(target, blob.digest, {location: earlier?.location ?? '', offsetBytes: 0});
      await copy.clock.sleep(firstDelayMs * 2 ** (attempt - 1));
    }
  }
  journal.noteBlob(target, blob.digest);
  return 'copied';
}
