import {CloudFailure} from '../../model/cloud-failure.js';
import type {KubeObject, KubeTarget} from '../../model/ports/kube.js';
import type {Ports} from '../../model/ports/ports.js';
import type {ObjectChange, RefusedChange, ReleaseDifference, Restart} from '../../model/release-difference.js';
import type {ReplacedObject} from '../../model/release-upgrade.js';
import type {FieldChange} from '../../model/step.js';
import type {ChangedObject} from '../../release/upgrade/diff-objects.js';
import {mergeFields} from '../../release/upgrade/merge-fields.js';
import {selectRestart} from '../../release/upgrade/select-restart.js';

/** Objects that are tried side by side. */
const parallel = 4;

interface Trial {
  readonly change?: ObjectChange;
  readonly refused?: RefusedChange;
  readonly untried?: ReleaseDifference['untried'][number];
  readonly restart?: Restart | undefined;
}

/** A Secret's values are nobody's to read; that one changes is. */
const withoutSecrets = (kind: string, fields: readonly FieldChange[]) =>
  kind === 'Secret' ? fields.map(({path}) => ({path, from: '(secret)', to: '(secret)'})) : fields;

async function tryChange(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  {name, manifest, fields}: ChangedObject,
  replaces: readonly ReplacedObject[],
): Promise<Trial> {
  const object = manifest.object as KubeObject;
  const {kind} = object;
  const replaced = replaces.find(
    (candidate) => candidate.kind === kind && object.metadata.name.startsWith(candidate.namePrefix),
  );
  const shown = (found: readonly FieldChange[]) => ({object: name, fields: withoutSecrets(kind, found)});
  try {
    const {apiVersion, metadata} = object;
    const standing = await ports.kube.get(target, {
      apiVersion,
      kind,
      name: metadata.name,
      namespace: metadata.namespace,
    });
    const wanted = await ports.kube.apply(target, object, {isDryRun: true, force: true});
    const found = mergeFields(standing, wanted, fields);
    return {change: shown(found), restart: selectRestart(name, wanted, found)};
  } catch (error) {
    if (!(error instanceof CloudFailure)) throw error;
    const restart = replaced && {object: name, replicas: 1, hasGap: true, why: `it is made anew: ${replaced.reason}`};
    if (error.kind !== 'invalid') return {change: shown(fields), untried: {object: name, reason: error.message}};
    const isImmutable = /immutable|may not change|forbidden: updates to/i.test(error.message);
    return {
      change: shown(fields),
      refused: {
        object: name,
        message: error.message,
        isImmutable,
        ...(replaced === undefined ? {} : {replaced: replaced.reason}),
      },
      restart,
    };
  }
}

/** Asks the server what it would make of each changed object: nothing is stored. */
export async function tryChanges(
  ports: Pick<Ports, 'kube'>,
  target: KubeTarget,
  objects: readonly ChangedObject[],
  replaces: readonly ReplacedObject[],
): Promise<Pick<ReleaseDifference, 'changed' | 'refused' | 'untried' | 'restarts'>> {
  const trials: Trial[] = [];
  for (let start = 0; start < objects.length; start += parallel) {
    const some = objects.slice(start, start + parallel);
    trials.push(...(await Promise.all(some.map((object) => tryChange(ports, target, object, replaces)))));
  }
  return {
    changed: trials.flatMap(({change}) => change ?? []),
    refused: trials.flatMap(({refused}) => refused ?? []),
    untried: trials.flatMap(({untried}) => untried ?? []),
    restarts: trials.flatMap(({restart}) => restart ?? []),
  };
}
