import {type ImageFact, imagesProbe} from '../../checks/probes/images-probe.js';
import {readFact} from '../../checks/read-fact.js';
import {imagesResolvable} from '../../checks/release/images-resolvable.js';
import {imagesSigned} from '../../checks/release/images-signed.js';
import {imagesSound} from '../../checks/release/images-sound.js';
import type {Check} from '../../model/finding.js';
import {selectArchitectures} from '../../model/select-architectures.js';
import type {ImageClosure, ImageFinding, UpgradeFacts} from '../../model/upgrade-facts.js';
import {collectFactSet, selectLookSubject} from '../collect-fact-set.js';
import type {FactSet} from '../fact-set.js';
import {judgeFactSet} from '../judge-fact-set.js';
import type {Workspace} from '../open-workspace.js';
import type {OpenedUpgrade} from './open-upgrade.js';

/** Why the nodes could not run an image; undefined where they can. */
function explainMissing(image: ImageFact, wanted: readonly string[]): string | undefined {
  if (image.state === 'malformed') return 'no name of an image';
  if (image.state === 'absent') return 'not there';
  if (image.state !== 'there' || image.architectures.length === 0) return undefined;
  const lacking = wanted.filter((architecture) => !image.architectures.includes(architecture));
  return lacking.length === 0 ? undefined : `not for ${lacking.join(' and ')}`;
}

function selectClosure({facts}: FactSet, {config, places}: Workspace['subject']): ImageClosure {
  const fact = facts[imagesProbe.id];
  if (fact?.state !== 'known')
    return fact?.state === 'unknown'
      ? {state: 'unknown', missing: fact.missing, message: fact.message}
      : {state: 'unasked', reason: fact?.reason ?? 'nothing was rendered'};
  const images = readFact(facts, imagesProbe);
  const unseen = images.find((image) => image.state === 'unseen');
  if (unseen?.state === 'unseen')
    return {state: 'unknown', missing: unseen.missing, message: `${unseen.image}: ${unseen.message}`};
  const wanted = selectArchitectures(config);
  return {
    state: 'known',
    registry: config.release.imageRegistry ?? 'HOST/PATH',
    release: places.release,
    images: images.length,
    missing: images.flatMap((image) => {
      const reason = explainMissing(image, wanted);
      return reason === undefined ? [] : [{image: image.image, reason}];
    }),
  };
}

/** What a check finds that nobody has waived. */
const selectFindings = (check: Check, set: FactSet): readonly ImageFinding[] =>
  judgeFactSet([check], set).findings.filter(({waived}) => waived === undefined);

/** What is known of the images that the nodes would pull. */
export type ImageLook = Pick<UpgradeFacts, 'closure' | 'signatures' | 'vulnerabilities'>;

/** How it is learnt whether every image of a release is where the nodes pull it from, and fit to run. */
export function selectImagesSource({candidate}: Pick<OpenedUpgrade, 'candidate'>): () => Promise<ImageLook> {
  return async () => {
    const set = await collectFactSet(selectLookSubject(candidate), [imagesResolvable, imagesSigned, imagesSound]);
    return {
      closure: selectClosure(set, candidate.subject),
      signatures: selectFindings(imagesSigned, set),
      vulnerabilities: selectFindings(imagesSound, set),
    };
  };
}
