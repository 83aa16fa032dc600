import type {BucketState} from '../../model/ports/storage-and-dns.js';
import {isProjectToCreate} from './is-project-to-create.js';
import {type Look, look} from './look.js';
import type {Probe} from './probe.js';

export interface BucketFact {
  /** Null where no bucket has the name. */
  readonly bucket: Look<BucketState | null>;
  /** Whether the operator could see a bucket of the project's own; null where the project is still to be created. */
  readonly seesOwn: Look<boolean> | null;
  /** Number of the project; null where it is still to be created. */
  readonly projectNumber: string | null;
}

export const bucketProbe: Probe<BucketFact> = {
  id: 'bucket',
  async collect({config, ports}) {
    const {id} = config.project;
    const permission = 'storage.buckets.get';
    const findOwn = async () =>
      (await isProjectToCreate(ports, config))
        ? null
        : look(ports.policies.test({kind: 'project', id}, [permission]).then((granted) => granted.has(permission)));
    const [bucket, seesOwn, project] = await Promise.all([
      look(ports.buckets.get(config.bucket.name).then((found) => found ?? null)),
      findOwn(),
      ports.projects.get(id),
    ]);
    return {bucket, seesOwn, projectNumber: project?.number ?? null};
  },
};
