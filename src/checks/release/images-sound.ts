import type {Check, Judgement} from '../../model/finding.js';
import {parseImageReference} from '../../model/image-reference.js';
import type {ImageScan, Vulnerability} from '../../model/ports/vulnerabilities.js';
import {isGraver, type Severity, severities} from '../../model/severity.js';
import {about} from '../about.js';
import {joinUnknown} from '../join-unknown.js';
import {listFew} from '../list-few.js';
import {type ImageScanFact, imageScansProbe} from '../probes/image-scans-probe.js';
import {readFact} from '../read-fact.js';

type LookedAt = Extract<ImageScanFact, {state: 'looked-at'}>;

const scanner = 'containerscanning.googleapis.com';

/** `3 CRITICAL, 1 HIGH`, the gravest first. */
function countSeverities(found: readonly Vulnerability[]): string {
  const counts = severities.toReversed().flatMap((severity: Severity) => {
    const count = found.filter((one) => one.severity === severity).length;
    return count === 0 ? [] : [`${count} ${severity}`];
  });
  return counts.join(', ');
}

const format = ({name, packages, isFixable}: Vulnerability) =>
  `${name}${packages.length === 0 ? '' : ` in ${packages.join(' and ')}`}${isFixable ? ', mended in a newer version' : ''}`;

/** Each vulnerability once, however many processors the image is for; the gravest first. */
function collectFound(scans: readonly ImageScan[]): readonly Vulnerability[] {
  const byName = new Map(scans.flatMap(({found}) => found.map((one) => [one.name, one] as const)));
  return [...byName.values()].sort(
    (left, right) =>
      severities.indexOf(right.severity) - severities.indexOf(left.severity) || (left.name < right.name ? -1 : 1),
  );
}

/** Why an image cannot be called sound although nothing bad is known; undefined where its scan is through. */
function explainUnscanned({
  wanted,
  scans,
  project,
}: LookedAt): {readonly missing: string; readonly message: string} | undefined {
  // Scanned is the index, or every manifest below it that the nodes would run.
  const root = scans.find(({digest}) => !wanted.includes(digest));
  const own = root?.state === 'done' ? [root] : wanted.map((digest) => scans.find((scan) => scan.digest === digest));
  if (own.length === 0 || own.includes(undefined))
    return {
      missing: scanner,
      message: `it was never scanned: images are scanned as they are pushed, while ${scanner} is enabled in ${project}`,
    };
  const open = own.find((scan) => scan?.state !== 'done');
  if (open?.state === 'under-way') return {missing: 'scan', message: 'its scan is still under way'};
  if (open !== undefined)
    return {missing: 'scan', message: `its scan did not succeed (${open.reason ?? `${open.state}, without a reason`})`};
  if (own.every((scan) => scan?.isKeptCurrent)) return undefined;
  return {
    missing: 'scan',
    message:
      'its scan is old, and nothing that became known since is in it: images are followed for 30 days after a push or a pull',
  };
}

export const imagesSound: Check = {
  id: 'release/images-sound',
  title: 'No image has a vulnerability that is graver than allowed',
  why: 'What a scanner knows of an image is known to everybody: a release with a critical hole in it is better mended before it runs than after.',
  docs: 'https://cloud.google.com/artifact-analysis/docs/container-scanning-overview',
  runbook: '16',
  probes: [imageScansProbe],
  needs: ['release/images-resolvable'],
  evaluate({facts, config}) {
    const images = readFact(facts, imageScansProbe);
    const {maximum = 'CRITICAL', unfixable = true} = config.images?.vulnerabilities ?? {};
    const expected = maximum === 'NONE' ? 'no vulnerability' : `nothing graver than ${maximum}`;
    const sound: {readonly image: string; readonly found: readonly Vulnerability[]}[] = [];
    const judged = images.flatMap((fact): Judgement[] => {
      if (fact.state === 'absent' || fact.state === 'elsewhere') return [];
      const words = about({
        resource: fact.image,
        expected,
        evidence: `gcloud artifacts docker images describe ${fact.image} --show-package-vulnerability`,
      });
      if (fact.state === 'unseen') {
        const {missing, message, isPermission} = fact;
        const kind = isPermission ? 'permission' : missing.endsWith('.googleapis.com') ? 'api' : 'answer';
        return [words.unknown(message, {kind, missing, message})];
      }
      const found = collectFound(fact.scans);
      const grave = found.filter(({severity, isFixable}) => isGraver(severity, maximum) && (unfixable || isFixable));
      if (grave.length > 0)
        return [
          words.fail(`${countSeverities(grave)}: ${listFew(grave.map(format))}`, [
            {text: 'Take a newer image, or have the findings judged and waived with a reason and a last day.'},
          ]),
        ];
      const gap = explainUnscanned(fact);
      if (gap === undefined) {
        sound.push({image: fact.image, found});
        return [];
      }
      const kind = gap.missing === scanner ? 'api' : 'answer';
      return [
        {
          ...words.unknown(gap.message, {kind, ...gap}),
          tries: [
            {text: 'Have images scanned.', command: `gcloud services enable ${scanner} --project=${fact.project}`},
            {text: 'Push the image again; waiting helps only where its scan is under way.'},
          ],
        },
      ];
    });
    const elsewhere = images.filter(({state}) => state === 'elsewhere').map(({image}) => image);
    const joined = [
      ...joinUnknown(judged, 'images'),
      ...(sound.length === 0
        ? []
        : [
            about({resource: sound.length === 1 ? (sound[0]?.image ?? '') : `${sound.length} images`, expected}).pass(
              countSeverities(sound.flatMap(({found}) => found)) || 'nothing is known',
            ),
          ]),
    ];
    if (elsewhere.length === 0) return joined;
    const registries = [...new Set(elsewhere.map((image) => parseImageReference(image)?.registry ?? image))].sort();
    return [
      ...joined,
      about({resource: `${elsewhere.length} images of ${listFew(registries)}`, expected}).skip(
        'results of scanners are read from Google’s registries only; a mirror there has these scanned too',
      ),
    ];
  },
};
